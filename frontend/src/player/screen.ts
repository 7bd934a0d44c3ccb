/* Draws a position on the page. Writes only what changed, since it is asked sixty times a second. */

import { Aloud } from "./aloud.ts";
import { alternates, repsOver } from "./at.ts";
import type { Position } from "./at.ts";
import { part } from "./page.ts";
import type { Side, Timeline } from "./timeline.ts";
import {
  announcement,
  asClock,
  breathWord,
  changing,
  counted,
  countWord,
  inWholeWords,
  momentWord,
  nextWords,
  setWords,
  sideAnnouncement,
  title,
  waitSeconds,
} from "./wording.ts";
import type { Words } from "./words.ts";

// The disc never vanishes: breathed out, it still holds the count.
const SMALLEST_BREATH = 0.7;

export class Screen {
  readonly #timeline: Timeline;
  readonly #words: Words;
  readonly #aloud: Aloud;
  readonly #running = part("running");
  readonly #disc = part("breath-disc", SVGElement);
  readonly #wait = part("ring-wait", SVGElement);
  readonly #sessionFill = part("session-fill");
  #setShown = -1;
  #sideSaid: Side | null = null;
  /** How long the wait being shown was when it began, for its arc. */
  #waitFromSeconds = 0;

  /** volume: of the voice, 0 to 100. */
  constructor(timeline: Timeline, words: Words, volume: number) {
    this.#timeline = timeline;
    this.#words = words;
    this.#aloud = new Aloud(timeline, part("track", HTMLAudioElement), volume);
  }

  show(position: Position): void {
    this.#write(position);
    this.#aloud.follow(position);
    this.#running.dataset["counts"] = counted(position);
    this.#running.dataset["stage"] = position.stage;
    this.#running.dataset["side"] = position.side ?? "none";
    this.#running.dataset["sided"] = String(position.set?.perSide ?? false);
    const breath = SMALLEST_BREATH + (1 - SMALLEST_BREATH) * position.breathLevel;
    this.#disc.style.setProperty("--breath", breath.toFixed(4));
    this.#sessionFill.style.setProperty("--share", position.sessionProgress.toFixed(4));
    this.#arc(position);
    this.#bars(position);
    this.#announce(position);
    const moving = position.stage === "moving";
    part("enough").setAttribute("aria-disabled", String(!moving));
    part("enough").classList.toggle("awaited", moving && position.set?.untilTires === true);
  }

  /** One calm line at the foot of the page; empty for none. */
  note(words: string): void {
    write("run-note", words);
  }

  countIn(number: number | null): void {
    part("count-in").hidden = number === null;
    write("count-in-number", number === null ? "" : String(number));
  }

  #write(position: Position): void {
    const words = this.#words;
    write("movement", inWholeWords(title(position, words)));
    write("time-left", asClock(position.secondsLeft));
    write("count", countWord(position));
    write("phase-word", momentWord(position, words));
    write("breath-word", breathWord(position.breath, words));
    write("set-words", setWords(position, words));
    write("caption", position.words);
    write("next-up", nextWords(position, words));
  }

  /** An arc fills while something is waited for or held, where no breath moves the disc. */
  #arc(position: Position): void {
    const holding = position.holdCount !== null;
    const still = position.stage !== "moving" || changing(position);
    const waiting = still && position.stage !== "end";
    let share = 0;
    if (holding) {
      share = position.phaseProgress;
    } else if (waiting) {
      const left = waitSeconds(position);
      if (left > this.#waitFromSeconds) {
        this.#waitFromSeconds = left;
      }
      share = 1 - left / this.#waitFromSeconds;
    } else {
      this.#waitFromSeconds = 0;
    }
    this.#wait.style.setProperty("--share", share.toFixed(4));
    this.#wait.classList.toggle("shown", holding || waiting);
  }

  #bars(position: Position): void {
    const bars = part("set-bars");
    if (position.setIndex !== this.#setShown) {
      this.#setShown = position.setIndex;
      bars.replaceChildren(...this.#newBars(position));
    }
    bars.hidden = position.stage === "rest" || position.stage === "end" || position.set === null;
    for (const bar of bars.children) {
      const side = (bar as HTMLElement).dataset["side"];
      const over = repsOver(this.#timeline, position, side === "both" ? null : (side as Side));
      const current = position.side === null || position.side === side;
      [...bar.querySelectorAll("i")].forEach((mark, index) => {
        mark.classList.toggle("over", index < over);
        mark.classList.toggle("now", index === over && current && position.stage === "moving");
      });
    }
  }

  #newBars(position: Position): HTMLElement[] {
    if (position.set === null) {
      return [];
    }
    const { perSide, reps } = position.set;
    const sides: readonly (Side | null)[] = perSide ? ["left", "right"] : [null];
    return sides.map((side) => {
      const bar = document.createElement("p");
      bar.className = "set-bar";
      bar.dataset["side"] = side ?? "both";
      if (side !== null) {
        const name = document.createElement("span");
        name.textContent = this.#words.say(side);
        bar.append(name);
      }
      bar.append(...Array.from({ length: reps }, () => document.createElement("i")));
      return bar;
    });
  }

  /** A side is announced where it stays for a while; where it alternates, the voice is enough. */
  #announce(position: Position): void {
    const { set, setIndex, side, stage } = position;
    const announcer = part("announcer");
    if (set !== null && announcer.dataset["set"] !== String(setIndex)) {
      announcer.dataset["set"] = String(setIndex);
      announcer.textContent = announcement(set, this.#words);
      this.#sideSaid = null;
    } else if (stage === "moving" && side !== null && side !== this.#sideSaid) {
      this.#sideSaid = side;
      if (!alternates(this.#timeline, setIndex)) {
        announcer.textContent = sideAnnouncement(side, this.#words);
      }
    } else if (stage === "end" && announcer.dataset["set"] !== "end") {
      announcer.dataset["set"] = "end";
      announcer.textContent = this.#words.say("all_done");
    }
  }
}

/** Puts text where it belongs, if it is not there already. */
export function write(id: string, words: string): void {
  const place = part(id);
  if (place.textContent !== words) {
    place.textContent = words;
  }
}
