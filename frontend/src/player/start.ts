/* The page before the start: the choices, what they make of the session, and the sound check. */

import { hasOwnWords, localVoice } from "./aloud.ts";
import { FIGURES, keepFigure, PACES, trackQuery, WORDS } from "./choices.ts";
import type { Options } from "./choices.ts";
import { onPress, part } from "./page.ts";
import { oneOf } from "./reading.ts";
import { write } from "./screen.ts";
import type { Timeline } from "./timeline.ts";
import { inWords } from "./wording.ts";
import type { Words } from "./words.ts";

// Long enough for a slider to come to rest, short enough to be ready before Start is reached.
const SETTLE_MILLISECONDS = 350;

export class StartPage {
  readonly #form = part("choices", HTMLFormElement);
  readonly #words: Words;
  #timeline: Timeline | null = null;
  #settling: ReturnType<typeof setTimeout> | null = null;

  constructor(options: Options, words: Words, onChange: (options: Options) => void) {
    this.#words = words;
    this.#fill(options);
    // Some browsers find their voices a moment after they were asked for them.
    window.speechSynthesis?.addEventListener?.("voiceschanged", () => this.#sayOwnWords());
    this.#form.addEventListener("input", (event) => {
      if (event.target instanceof HTMLInputElement && event.target.name === "figure") {
        keepFigure(localStorage, this.options.figure);
        return; // nothing that is heard depends on who shows it
      }
      this.#sayValues();
      part("start", HTMLButtonElement).disabled = true;
      if (this.#settling !== null) {
        clearTimeout(this.#settling);
      }
      this.#settling = setTimeout(() => onChange(this.options), SETTLE_MILLISECONDS);
    });
    this.#form.addEventListener("submit", (event) => event.preventDefault());
  }

  get options(): Options {
    const data = new FormData(this.#form);
    return {
      // How many is the plan's to say: in its items, or else in the routine itself.
      reps: null,
      items: String(data.get("items") ?? ""),
      words: oneOf(WORDS, data.get("words"), "words"),
      pace: oneOf(PACES, data.get("pace"), "pace"),
      down: Number(data.get("down")),
      voice: Number(data.get("voice")),
      tones: Number(data.get("tones")),
      figure: oneOf(FIGURES, data.get("figure"), "figure"),
    };
  }

  showReady(timeline: Timeline): void {
    const whole = inWords(timeline.seconds, this.#words);
    const moving = inWords(timeline.movingSeconds, this.#words);
    write("length", this.#words.say("length", { whole, moving }));
    this.#timeline = timeline;
    this.#sayOwnWords();
    part("start", HTMLButtonElement).disabled = false;
    part("go-on", HTMLButtonElement).disabled = false;
    this.showFault("");
    // A session on a chair or standing asks for none.
    part("down-slider").hidden = timeline.phases.every((phase) => phase.name !== "down");
    showNeeded(new Set(timeline.sets.flatMap((set) => set.equipment)));
  }

  /** A plain sentence and a way to try again; empty when all is well. */
  showFault(words: string): void {
    const fault = part("before-fault");
    fault.hidden = words === "";
    fault.textContent = words;
    part("try-again").hidden = words === "";
    if (words !== "") {
      write("length", "");
      part("start", HTMLButtonElement).disabled = true;
      part("go-on", HTMLButtonElement).disabled = true;
    }
  }

  /** movement: the one that was under way, null before the first. */
  showInterrupted(movement: string | null): void {
    const words = this.#words;
    write(
      "interrupted-words",
      movement === null ? words.say("interrupted_before") : words.say("interrupted_in", { movement }),
    );
    part("interrupted").hidden = false;
    // What was chosen holds for the whole of that session.
    document.querySelectorAll<HTMLElement>(".fresh").forEach((piece) => {
      piece.hidden = true;
    });
  }

  showDownload(trackUrl: string): void {
    const query = trackQuery(this.options);
    query.set("download", "1");
    part("download", HTMLAnchorElement).href = `${trackUrl}.mp3?${query}`;
  }

  showSoundCheck(playing: boolean): void {
    part("sound-check-play").hidden = playing;
    part("sound-check-stop").hidden = !playing;
  }

  /** Whether some words have no clip, and who says them then; empty where all have one. */
  #sayOwnWords(): void {
    const own = this.#timeline !== null && hasOwnWords(this.#timeline);
    const heard = localVoice(document.documentElement.lang) !== null && this.options.voice > 0;
    write("own-words", own ? this.#words.say(heard ? "own_words_spoken" : "own_words_shown") : "");
  }

  #fill(options: Options): void {
    for (const [name, value] of Object.entries(options)) {
      const field = this.#form.elements.namedItem(name);
      if (value !== null && (field instanceof RadioNodeList || field instanceof HTMLInputElement)) {
        field.value = String(value);
      }
    }
    this.#sayValues();
  }

  #sayValues(): void {
    const { down, voice, tones } = this.options;
    write("down-words", this.#words.count("seconds", down));
    write("voice-words", this.#loudness(voice));
    write("tones-words", this.#loudness(tones));
  }

  #loudness(count: number): string {
    return count === 0 ? this.#words.say("off") : this.#words.say("percent", { count });
  }
}

/** Of all that this routine may need, shows what it needs at the dose chosen. */
function showNeeded(equipment: ReadonlySet<string>): void {
  const ready = document.getElementById("ready");
  const things = [...(ready?.querySelectorAll<HTMLElement>("[data-equipment]") ?? [])];
  things.forEach((thing) => {
    thing.hidden = !equipment.has(thing.dataset["equipment"] ?? "");
  });
  // A resumed session is past that point, and the list stays away with the other choices.
  ready?.classList.toggle("empty", things.length > 0 && things.every((thing) => thing.hidden));
}

/** Single letters work as keys unless this person switched them off, here, for good. */
export function letterKeys(storage: Storage): () => boolean {
  const box = part("letter-keys", HTMLInputElement);
  const key = "supine:letter-keys";
  try {
    box.checked = storage.getItem(key) !== "off";
  } catch {
    box.checked = true;
  }
  onPress("letter-keys", () => {
    try {
      storage.setItem(key, box.checked ? "on" : "off");
    } catch {
      return;
    }
  });
  return () => box.checked;
}
