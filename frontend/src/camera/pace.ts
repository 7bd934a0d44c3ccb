/* Whether pictures are looked at often enough to follow a movement. Under eight a second the quick
   part of a repetition falls between two of them. */

const WINDOW_SECONDS = 4;
const TOO_SLOW_A_SECOND = 8;
const QUICK_AGAIN_A_SECOND = 11;
// More than thirty a second tell nothing new, and cost the voice and the figure their time.
const SHORTEST_GAP_SECONDS = 0.03;
const GAP_WHEN_SLOW_SECONDS = 0.12;

interface Look {
  readonly atSeconds: number;
  readonly workSeconds: number;
}

/** Judges by what could be done, not by what was: slowed down on purpose, it must notice when
    there is time again. Times are seconds of one clock. */
export class Pace {
  #offers: number[] = [];
  #looks: Look[] = [];
  #since: number | null = null;
  #slow = false;

  get slow(): boolean {
    return this.#slow;
  }

  /** How long to leave at least between two looks. */
  get gapSeconds(): number {
    return this.#slow ? GAP_WHEN_SLOW_SECONDS : SHORTEST_GAP_SECONDS;
  }

  /** The camera had a new picture. */
  offered(atSeconds: number): void {
    this.#since ??= atSeconds;
    this.#offers.push(atSeconds);
  }

  /** A picture was looked at, which took `workSeconds`. */
  looked(atSeconds: number, workSeconds: number): void {
    this.#looks.push({ atSeconds, workSeconds });
    this.#judge(atSeconds);
  }

  /** What came before says nothing about what follows: the page was hidden, or the camera new. */
  forget(): void {
    this.#offers = [];
    this.#looks = [];
    this.#since = null;
  }

  #judge(now: number): void {
    const from = now - WINDOW_SECONDS;
    this.#offers = this.#offers.filter((at) => at > from);
    this.#looks = this.#looks.filter((look) => look.atSeconds > from);
    if (this.#since === null || this.#since > from) {
      return;
    }
    const work = this.#looks.reduce((sum, look) => sum + look.workSeconds, 0) / this.#looks.length;
    const possible = Math.min(this.#offers.length / WINDOW_SECONDS, 1 / work);
    this.#slow = possible < (this.#slow ? QUICK_AGAIN_A_SECOND : TOO_SLOW_A_SECOND);
  }
}
