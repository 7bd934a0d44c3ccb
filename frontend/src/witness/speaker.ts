/* Says a short sentence where the voice leaves room for it, and never over it. */

import type { Cue } from "../player/timeline.ts";
import { nextGap } from "./gaps.ts";
import type { Clip } from "./words.ts";

/** What is not said by then is no longer to the point. */
const WITHIN_SECONDS = 6;
/** What has no clip is only read, which takes about as long. */
const READ_SECONDS = 4;

/** What of an audio element is used here. */
export interface Sound {
  readonly readyState: number;
  play(): Promise<void>;
  pause(): void;
}

interface Wish {
  readonly clip: Clip | null;
  readonly sound: Sound | null;
  /** The second of the track after which it is let go. */
  readonly untilSeconds: number;
  readonly done: () => void;
  begunAtSeconds: number | null;
}

const HAVE_FUTURE_DATA = 3;

export class Speaker {
  readonly #cues: readonly Cue[];
  readonly #soundOf: (clip: Clip) => Sound;
  #wish: Wish | null = null;

  constructor(cues: readonly Cue[], soundOf: (clip: Clip) => Sound) {
    this.#cues = cues;
    this.#soundOf = soundOf;
  }

  get busy(): boolean {
    return this.#wish !== null;
  }

  /** Says it in the next gap, or not at all; `done` hears when it is over, either way. Null: there
      is no clip, and it is only shown for as long. A newer wish takes the place of an older one. */
  say(clip: Clip | null, seconds: number, done: () => void = () => undefined): void {
    this.forget();
    const untilSeconds = seconds + (clip === null ? READ_SECONDS : WITHIN_SECONDS);
    const sound = clip === null ? null : this.#soundOf(clip);
    this.#wish = { clip, sound, untilSeconds, done, begunAtSeconds: null };
  }

  /** To be called as the track moves on. playing: whether it does. */
  follow(seconds: number, playing: boolean): void {
    const wish = this.#wish;
    if (wish === null) {
      return;
    }
    const { begunAtSeconds, clip, sound } = wish;
    if (!playing) {
      sound?.pause();
    } else if (begunAtSeconds !== null) {
      if (seconds >= begunAtSeconds + (clip?.seconds ?? 0)) {
        this.#finish(wish);
      }
    } else if (clip === null || sound === null) {
      if (seconds >= wish.untilSeconds) {
        this.#finish(wish);
      }
    } else {
      this.#beginInGap(wish, clip, sound, seconds);
    }
  }

  /** The session jumps elsewhere: what was to be said there is past. */
  forget(): void {
    this.#wish?.sound?.pause();
    this.#wish = null;
  }

  #beginInGap(wish: Wish, clip: Clip, sound: Sound, seconds: number): void {
    const gap = nextGap(this.#cues, seconds, clip.seconds, wish.untilSeconds);
    if (gap === null) {
      // Somebody may be reading it meanwhile.
      if (seconds >= wish.untilSeconds - WITHIN_SECONDS + READ_SECONDS) {
        this.#finish(wish);
      }
    } else if (gap <= seconds && sound.readyState >= HAVE_FUTURE_DATA) {
      wish.begunAtSeconds = seconds;
      sound.play().catch(() => undefined);
    }
  }

  #finish(wish: Wish): void {
    this.#wish = null;
    wish.done();
  }
}
