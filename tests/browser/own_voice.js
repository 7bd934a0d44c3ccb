// A browser that has one voice of its own on this computer. What it is asked to say, and when it is
// told to be silent, is kept in `ownVoice.heard`.
(() => {
  const heard = [];
  class Utterance {
    constructor(text) {
      this.text = text;
    }
  }
  const voice = { name: "Test", lang: "en-GB", localService: true, default: true };
  let speaking = null;
  const end = () => {
    const ended = speaking;
    speaking = null;
    ended?.onend?.();
  };
  const speech = {
    getVoices: () => [voice],
    addEventListener: () => undefined,
    speak(utterance) {
      heard.push(["speak", utterance.text, utterance.rate]);
      speaking = utterance;
      utterance.onstart?.();
    },
    cancel() {
      heard.push(["cancel", speaking?.text ?? "", 0]);
      end();
    },
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech, configurable: true });
  Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance, configurable: true });
  window.ownVoice = { heard, spoken: () => heard.filter(([what]) => what === "speak") };
})();
