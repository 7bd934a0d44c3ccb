/* Keeps the screen on while the session runs and can be seen. Where that is not possible, the
   voice carries on alone. */

export class WakeLock {
  #wanted = false;
  #held: WakeLockSentinel | null = null;

  constructor() {
    // The browser lets go of the lock whenever the page is hidden.
    document.addEventListener("visibilitychange", () => void this.#adjust());
  }

  keep(wanted: boolean): void {
    this.#wanted = wanted;
    void this.#adjust();
  }

  async #adjust(): Promise<void> {
    const due = this.#wanted && document.visibilityState === "visible";
    try {
      if (due && (this.#held === null || this.#held.released)) {
        this.#held = await navigator.wakeLock.request("screen");
      } else if (!due && this.#held !== null) {
        const held = this.#held;
        this.#held = null;
        await held.release();
      }
    } catch {
      this.#held = null;
    }
  }
}
