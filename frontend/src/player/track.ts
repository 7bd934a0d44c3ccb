/* The one audio element whose time is the time of the session. */

// Seeking lands on a packet of sound, which may begin a little beside the second asked for.
const SEEK_TOLERANCE_SECONDS = 0.25;
// Some browsers fetch nothing before a press; then the press has to do without.
const READY_WITHIN_MILLISECONDS = 4000;

export interface TrackEvents {
  /** Time has moved on, or jumped. */
  readonly onTime: () => void;
  /** The device stopped or started the sound, rather than this page. */
  readonly onPause: () => void;
  readonly onPlay: () => void;
  readonly onEnded: () => void;
  readonly onFault: () => void;
  readonly onWaiting: (waiting: boolean) => void;
}

export class Track {
  readonly #audio: HTMLAudioElement;
  /** The second up to which time has been followed. */
  #followedSeconds = 0;
  #unlocking = false;

  constructor(audio: HTMLAudioElement, events: TrackEvents) {
    this.#audio = audio;
    const on = (names: readonly string[], handler: () => void): void => {
      names.forEach((name) => audio.addEventListener(name, handler));
    };
    on(["timeupdate", "seeking", "seeked"], events.onTime);
    on(["pause"], events.onPause);
    on(["play"], events.onPlay);
    on(["ended"], events.onEnded);
    on(["error"], events.onFault);
    on(["waiting", "stalled"], () => events.onWaiting(!audio.paused && audio.readyState < 3));
    on(["playing", "timeupdate"], () => events.onWaiting(false));
  }

  get seconds(): number {
    return this.#audio.currentTime;
  }

  get ended(): boolean {
    return this.#audio.ended;
  }

  load(url: string): void {
    this.#audio.src = url;
    this.#followedSeconds = 0;
  }

  /** Waits until a press would be heard at once, or will not be heard at all. */
  ready(): Promise<void> {
    const audio = this.#audio;
    return new Promise((resolve) => {
      if (audio.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA) {
        resolve();
        return;
      }
      const done = (): void => resolve();
      audio.addEventListener("canplay", done, { once: true });
      audio.addEventListener("error", done, { once: true });
      setTimeout(done, READY_WITHIN_MILLISECONDS);
    });
  }

  /** Asks for the sound anew after a fault, from the second at which it stopped. */
  reload(): void {
    this.#audio.load();
    this.seek(this.#followedSeconds);
  }

  /** Must be called while a press is being handled. False when the sound cannot begin. */
  async play(): Promise<boolean> {
    this.#unlocking = false;
    this.#audio.muted = false;
    try {
      await this.#audio.play();
      return true;
    } catch {
      return false;
    }
  }

  pause(): void {
    this.#audio.pause();
  }

  /** Some browsers let an element play later only if a press has played it once. */
  unlock(): void {
    this.#unlocking = true;
    this.#audio.muted = true;
    const stop = (): void => {
      if (this.#unlocking) {
        this.#audio.pause();
        this.#audio.muted = false;
      }
    };
    void this.#audio.play().then(stop, stop);
  }

  seek(seconds: number): void {
    this.#followedSeconds = seconds;
    if (this.#audio.readyState >= HTMLMediaElement.HAVE_METADATA) {
      this.#audio.currentTime = seconds;
    } else {
      const late = (): void => {
        this.#audio.currentTime = seconds;
      };
      this.#audio.addEventListener("loadedmetadata", late, { once: true });
    }
  }

  /** From where to where time has moved since the last call, and whether it jumped there. */
  follow(): { readonly from: number; readonly to: number; readonly wasSeek: boolean } {
    const from = this.#followedSeconds;
    const to = this.seconds;
    const beside = Math.abs(to - from) <= SEEK_TOLERANCE_SECONDS;
    const jumped = (this.#audio.seeking && !beside) || to < from - SEEK_TOLERANCE_SECONDS;
    // Landing just before the second asked for must not make that second pass twice.
    this.#followedSeconds = jumped ? to : Math.max(from, to);
    return { from, to, wasSeek: jumped };
  }
}

/** The container this browser plays: Opus in WebM, or AAC in MP4 where there is no Opus. */
export function container(audio: HTMLAudioElement): "webm" | "mp4" {
  return audio.canPlayType('audio/webm; codecs="opus"') === "" ? "mp4" : "webm";
}
