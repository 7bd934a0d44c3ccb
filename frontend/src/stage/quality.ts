/* What to leave out where drawing is slow. Each level leaves out one thing more, and no level is
   ever taken back: a picture that changes its mind is worse than a plainer one. */

export const BEST = 0;
export const WITHOUT_SHADOW = 1;
export const WITHOUT_SMOOTH_EDGES = 2;
export const WITH_FEWER_PIXELS = 3;

/** A hand and a voice in time look joined above some twenty pictures a second. */
export const SLOW_MILLISECONDS = 45;
const WINDOW = 24;
/** One or two slow windows may be another page loading; three in a row are this machine. */
const SLOW_WINDOWS = 3;
/** The first pictures after a change build shaders and say nothing. */
const SETTLING = 8;
/** Longer than this, nobody was drawing: a pause, or another tab in front. */
const AWAY_MILLISECONDS = 400;

/** Whether these times of pictures, in milliseconds, call for less. Sorts the array. */
export function tooSlow(times: Float32Array): boolean {
  times.sort();
  return (times[times.length >> 1] as number) > SLOW_MILLISECONDS;
}

/** Counts the time of every picture, and says when the next level is due. */
export class Quality {
  level = BEST;
  readonly #times = new Float32Array(WINDOW);
  #counted = -SETTLING;
  #slowWindows = 0;
  #drawnAt = -Infinity;

  /** Tells that a picture is drawn now, in milliseconds of any clock. True: `level` has changed. */
  drawn(now: number): boolean {
    const took = now - this.#drawnAt;
    this.#drawnAt = now;
    if (took > AWAY_MILLISECONDS || this.level >= WITH_FEWER_PIXELS) {
      return false;
    }
    if (this.#counted >= 0) {
      this.#times[this.#counted] = took;
    }
    this.#counted += 1;
    if (this.#counted < WINDOW) {
      return false;
    }
    this.#counted = 0;
    this.#slowWindows = tooSlow(this.#times) ? this.#slowWindows + 1 : 0;
    if (this.#slowWindows < SLOW_WINDOWS) {
      return false;
    }
    this.#set(this.level + 1);
    return true;
  }

  #set(level: number): void {
    this.level = level;
    this.#slowWindows = 0;
    this.#counted = -SETTLING;
  }
}
