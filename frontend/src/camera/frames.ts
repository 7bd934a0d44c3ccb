/* Every new picture of a video, as it comes.

   A page that can be seen is told of each by the browser. One that is hidden, covered or minimised
   is told of one a second or none, and its own timers are held back as well; those of a worker are
   not, so the worker that finds the body keeps the time for it. Measured in Chromium: minimised or
   behind another tab, the pictures taken so are new ones, and counting goes on. */

const TICK_MILLISECONDS = 40;
// The slowest camera worth looking through gives eight a second.
const LEFT_ALONE_SECONDS = 0.15;

export class Frames {
  readonly #video: HTMLVideoElement;
  readonly #wake: (milliseconds: number) => void;
  readonly #onFrame: (atSeconds: number) => void;
  #handle: number | null = null;
  #toldAt = 0;

  /** wake: has `tick` called after as long. onFrame: when the picture was taken, in seconds of
      performance.now(). */
  constructor(
    video: HTMLVideoElement,
    wake: (milliseconds: number) => void,
    onFrame: (atSeconds: number) => void,
  ) {
    this.#video = video;
    this.#wake = wake;
    this.#onFrame = onFrame;
  }

  start(): void {
    this.#next();
    this.#wake(TICK_MILLISECONDS);
  }

  stop(): void {
    if (this.#handle !== null) {
      this.#video.cancelVideoFrameCallback(this.#handle);
      this.#handle = null;
    }
  }

  /** The time that `wake` asked for has passed. */
  tick(): void {
    const now = performance.now() / 1000;
    if (now - this.#toldAt > LEFT_ALONE_SECONDS) {
      this.#onFrame(now);
    }
    this.#wake(TICK_MILLISECONDS);
  }

  #next(): void {
    // Older browsers tell nothing of pictures, and are asked at every tick.
    if (this.#video.requestVideoFrameCallback === undefined) {
      return;
    }
    this.#handle = this.#video.requestVideoFrameCallback((now, { captureTime }) => {
      this.#toldAt = performance.now() / 1000;
      this.#next();
      this.#onFrame(secondsOf(now, captureTime));
    });
  }
}

/** When the light fell in, where the browser knows; else when the picture was shown. */
function secondsOf(now: number, taken: number | undefined): number {
  const believable = taken !== undefined && taken <= now && taken > now - 1000;
  return (believable ? taken : now) / 1000;
}
