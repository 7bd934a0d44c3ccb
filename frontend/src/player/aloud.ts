/* Words of which the voice has no clip: spoken by a voice of this browser, in the time the track
   leaves for them, or else shown large. The track has a soft tone where they begin, which is all
   that can be heard where the page is hidden and no voice speaks. */

import type { Position } from "./at.ts";
import { part } from "./page.ts";
import { lastBegun } from "./timeline.ts";
import type { Cue, Timeline } from "./timeline.ts";

/** Words that began this long ago are shown; nobody can say them in what is left of their time. */
const TOO_LATE = 0.4;
/** Beyond these a voice sounds hurried, or as if half asleep. */
const [SLOWEST, FASTEST] = [0.85, 1.6];
/** A voice that has not begun by then does not speak. */
const BEGINS_WITHIN_MILLISECONDS = 900;

interface Spoken {
  readonly cue: Cue;
  /** Kept, since some browsers forget an utterance that nobody holds, and its end with it. */
  readonly utterance: SpeechSynthesisUtterance;
  readonly watchdog: ReturnType<typeof setTimeout>;
}

/** A voice that speaks this language without sending the words to anybody. */
export function localVoice(language: string): SpeechSynthesisVoice | null {
  const voices = window.speechSynthesis?.getVoices() ?? [];
  const main = language.toLowerCase().split("-")[0] ?? "";
  const fitting = voices.filter(
    (voice) => voice.localService === true && voice.lang.toLowerCase().startsWith(main),
  );
  return fitting.find((voice) => voice.default) ?? fitting[0] ?? null;
}

/** How fast to speak what takes `usual` seconds, where there are `left`. pace: how much longer
    this voice was found to take than others. */
export function rateFor(usual: number, left: number, pace: number): number {
  return Math.min(FASTEST, Math.max(SLOWEST, (pace * usual) / Math.max(left, 0.1)));
}

export function hasOwnWords(timeline: Timeline): boolean {
  return timeline.cues.some((cue) => cue.kind === "read");
}

export class Aloud {
  readonly #timeline: Timeline;
  readonly #audio: HTMLAudioElement;
  readonly #volume: number;
  readonly #place = part("large-words");
  #spoken: Spoken | null = null;
  /** Words that no voice could say: they stay on the page for their time. */
  #shown: Cue | null = null;
  #pace = 1;

  /** volume: 0 to 100, as chosen for the voice. */
  constructor(timeline: Timeline, audio: HTMLAudioElement, volume: number) {
    this.#timeline = timeline;
    this.#audio = audio;
    this.#volume = volume;
    // Some browsers look for their voices only when asked, and take a moment.
    localVoice(document.documentElement.lang);
    const hush = (): void => this.#hush();
    ["pause", "seeking", "ended", "emptied"].forEach((name) => audio.addEventListener(name, hush));
    window.addEventListener("pagehide", hush);
  }

  follow({ read, seconds }: Position): void {
    if (this.#spoken !== null && this.#isOver(this.#spoken.cue, seconds)) {
      this.#hush();
    }
    const sounds = !this.#audio.paused && !this.#audio.seeking;
    if (read !== null && sounds && this.#spoken?.cue !== read && this.#shown !== read) {
      this.#begin(read, seconds);
    }
    const large = read !== null && this.#spoken?.cue !== read ? read.text : "";
    if (this.#place.textContent !== large) {
      this.#place.textContent = large;
    }
  }

  /** A voice that is a little slow may finish, as long as nothing else is said. */
  #isOver(cue: Cue, seconds: number): boolean {
    const last = this.#timeline.cues[lastBegun(this.#timeline.cues, seconds)];
    return seconds < cue.at || (last !== cue && last?.kind !== "tone");
  }

  #begin(cue: Cue, seconds: number): void {
    this.#hush();
    this.#shown = cue;
    const voice = localVoice(document.documentElement.lang);
    const left = cue.at + cue.seconds - seconds;
    if (voice === null || this.#volume === 0 || left < cue.seconds * (1 - TOO_LATE)) {
      return;
    }
    const utterance = new SpeechSynthesisUtterance(cue.text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.volume = this.#volume / 100;
    utterance.rate = rateFor(cue.seconds, left, this.#pace);
    const watchdog = setTimeout(() => this.#giveUp(utterance), BEGINS_WITHIN_MILLISECONDS);
    this.#spoken = { cue, utterance, watchdog };
    let begunAt = 0;
    utterance.onstart = () => {
      begunAt = performance.now();
      clearTimeout(watchdog);
    };
    utterance.onend = () => {
      if (begunAt > 0 && this.#spoken?.utterance === utterance) {
        this.#learn(((performance.now() - begunAt) / 1000) * utterance.rate, cue.seconds);
      }
    };
    utterance.onerror = () => this.#giveUp(utterance);
    window.speechSynthesis.speak(utterance);
  }

  /** How long this voice takes differs from one computer to the next. */
  #learn(took: number, usual: number): void {
    const found = Math.min(FASTEST, Math.max(SLOWEST, took / usual));
    this.#pace = (this.#pace + found) / 2;
  }

  #giveUp(utterance: SpeechSynthesisUtterance): void {
    if (this.#spoken?.utterance === utterance) {
      const { cue } = this.#spoken;
      this.#hush();
      this.#shown = cue;
    }
  }

  #hush(): void {
    if (this.#spoken !== null) {
      clearTimeout(this.#spoken.watchdog);
      this.#spoken = null;
      window.speechSynthesis.cancel();
    }
    this.#shown = null;
  }
}
