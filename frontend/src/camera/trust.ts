/* Whether the body being followed is still the one that is there.

   Once it has found somebody, the model looks only near where they were. After a leap (pictures lost
   on a slow machine, a knock against the camera) it can so take legs for arms, head for feet, and
   stay with that for minutes. So after a first sight, and after every leap, the whole picture is
   searched afresh, until two looks in turn agree. */

import { FEET, HEAD, HIPS, middleOf } from "./body.ts";
import type { Point } from "./body.ts";

const FIRST_AFTER_SECONDS = 1;
const LONGEST_AFTER_SECONDS = 8;
// Of the length from head to feet. Nobody's head goes as far between two pictures.
const LEAP = 0.35;
const ENDS = [HEAD, HIPS, FEET] as const;

type Ends = readonly Point[];

export class Trust {
  #last: Ends | null = null;
  #askedWith: Ends | null = null;
  #dueAt: number | null = null;
  #afterSeconds = FIRST_AFTER_SECONDS;
  #trusted = false;

  /** True where the whole picture is to be searched next. aspect: width over height. */
  see(landmarks: Float32Array | null, aspect: number, atSeconds: number): boolean {
    if (landmarks === null) {
      this.#forget();
      return false;
    }
    const ends = ENDS.map((part) => middleOf(landmarks, part));
    if (this.#askedWith !== null) {
      this.#judge(!leapt(this.#askedWith, ends, aspect));
      this.#askedWith = null;
    } else if (this.#last !== null && leapt(this.#last, ends, aspect)) {
      this.#trusted = false;
      this.#dueAt = null;
    }
    this.#last = ends;
    return this.#isDue(atSeconds, ends);
  }

  #isDue(atSeconds: number, ends: Ends): boolean {
    if (this.#trusted) {
      return false;
    }
    this.#dueAt ??= atSeconds + this.#afterSeconds;
    if (atSeconds < this.#dueAt) {
      return false;
    }
    this.#dueAt = null;
    this.#askedWith = ends;
    return true;
  }

  /** Where two people are in the picture it may never agree, and must not search for ever. */
  #judge(agreed: boolean): void {
    this.#trusted = agreed;
    this.#afterSeconds = agreed
      ? FIRST_AFTER_SECONDS
      : Math.min(2 * this.#afterSeconds, LONGEST_AFTER_SECONDS);
  }

  #forget(): void {
    this.#last = null;
    this.#askedWith = null;
    this.#dueAt = null;
    this.#trusted = false;
  }
}

function leapt(from: Ends, to: Ends, aspect: number): boolean {
  const apart = (a: Point, b: Point): number => Math.hypot((a.x - b.x) * aspect, a.y - b.y);
  const [head, , feet] = from as readonly [Point, Point, Point];
  const length = apart(head, feet);
  return from.some((point, index) => apart(point, to[index] ?? point) > LEAP * length);
}
