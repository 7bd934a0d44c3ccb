/* The three short sounds beside the track: sound check, count-in, "stopped". */

const NAMES = ["sound-check", "count-in", "stopped"] as const;
type Name = (typeof NAMES)[number];

const COUNT_FROM = 3;
// If the count-in neither ends nor fails, the session goes on all the same.
const COUNT_IN_AT_MOST_MILLISECONDS = 6000;

export class Sounds {
  readonly #players: Readonly<Record<Name, HTMLAudioElement>>;
  #stopCountIn: (() => void) | null = null;

  constructor() {
    const silent = (): HTMLAudioElement => {
      const audio = new Audio();
      audio.preload = "auto";
      return audio;
    };
    this.#players = { "sound-check": silent(), "count-in": silent(), stopped: silent() };
  }

  /** All are fetched at once, so that they are there even when the server goes away. */
  load(urlOf: (name: Name) => string): void {
    for (const name of NAMES) {
      this.#players[name].src = urlOf(name);
    }
  }

  /** Plays the sound check, or stops it. `onChange` hears whether it is playing. */
  async check(onChange: (playing: boolean) => void): Promise<boolean> {
    const player = this.#players["sound-check"];
    if (!player.paused) {
      player.pause();
      onChange(false);
      return true;
    }
    player.onended = () => onChange(false);
    onChange(true);
    const played = await begin(player);
    onChange(played);
    return played;
  }

  stopCheck(): void {
    this.#players["sound-check"].pause();
  }

  stopped(): void {
    void begin(this.#players.stopped);
  }

  /**
   * Plays "three, two, one" and tells the number being said. True once it is over, or at once when
   * it cannot be played; false when it was cut short.
   */
  countIn(onNumber: (number: number) => void): Promise<boolean> {
    this.cutCountIn();
    const player = this.#players["count-in"];
    return new Promise((resolve) => {
      let over = false;
      const finish = (whole: boolean): void => {
        if (!over) {
          over = true;
          clearTimeout(watchdog);
          this.#stopCountIn = null;
          player.pause();
          resolve(whole);
        }
      };
      const tell = (): void => {
        if (!over) {
          onNumber(numberAt(player.currentTime, player.duration));
          requestAnimationFrame(tell);
        }
      };
      const watchdog = setTimeout(() => finish(true), COUNT_IN_AT_MOST_MILLISECONDS);
      this.#stopCountIn = () => finish(false);
      player.onended = () => finish(true);
      void begin(player).then((played) => (played ? tell() : finish(true)));
      onNumber(COUNT_FROM);
    });
  }

  cutCountIn(): void {
    this.#stopCountIn?.();
  }
}

async function begin(player: HTMLAudioElement): Promise<boolean> {
  try {
    player.currentTime = 0;
    await player.play();
    return true;
  } catch {
    return false;
  }
}

function numberAt(seconds: number, duration: number): number {
  const length = Number.isFinite(duration) && duration > 0 ? duration : COUNT_FROM;
  return Math.max(1, COUNT_FROM - Math.floor((seconds / length) * COUNT_FROM));
}
