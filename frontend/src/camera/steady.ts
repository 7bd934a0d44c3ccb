/* Says one thing at a time and not too often: what is seen flickers, and a screen reader speaks
   every change. */

const HELD_SECONDS = 0.6;
const BETWEEN_SECONDS = 2;

export class Steady<Key> {
  #said: Key | null = null;
  #saidAt = -Infinity;
  #next: Key | null = null;
  #nextSince = 0;

  /** What to say now, given what is seen now; null before anything was seen for long enough. */
  see(key: Key, atSeconds: number): Key | null {
    if (key === this.#said) {
      this.#next = null;
      return this.#said;
    }
    if (key !== this.#next) {
      this.#next = key;
      this.#nextSince = atSeconds;
    }
    const held = atSeconds - this.#nextSince >= HELD_SECONDS;
    const quiet = atSeconds - this.#saidAt >= BETWEEN_SECONDS;
    return held && quiet ? this.#say(key, atSeconds) : this.#said;
  }

  #say(key: Key, atSeconds: number): Key {
    this.#said = key;
    this.#saidAt = atSeconds;
    this.#next = null;
    return key;
  }
}
