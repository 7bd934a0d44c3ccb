/* The person who shows the movements: here is only when. What draws is large, and is fetched once
   the first words have been heard, so that it never delays them. */

import type { Position } from "./at.ts";
import type { FigureName } from "./choices.ts";
import type { Figure } from "./figure.ts";
import type { View } from "./keys.ts";
import type { Page } from "./page.ts";
import type { Timeline } from "./timeline.ts";

const SPEECH: ReadonlySet<string> = new Set(["say", "read"]);

export class Person {
  readonly #page: Page;
  readonly #timeline: Timeline;
  readonly #name: FigureName;
  #figure: Figure | null = null;
  #position: Position | null = null;
  #askedFor = false;
  /** Where the track began to play on this page. */
  #heardFrom: number | null = null;

  constructor(page: Page, timeline: Timeline, name: FigureName) {
    this.#page = page;
    this.#timeline = timeline;
    this.#name = name;
    document.addEventListener("visibilitychange", () => this.#draw());
  }

  show(position: Position, playing: boolean): void {
    this.#position = position;
    if (playing && !this.#askedFor) {
      this.#heardFrom ??= position.seconds;
      this.#askedFor = this.#hasSpoken(this.#heardFrom, position.seconds);
      if (this.#askedFor) {
        void this.#open(position).catch(() => undefined);
      }
    }
    this.#draw();
  }

  look(view: View): void {
    this.#figure?.look(view);
    this.#draw();
  }

  #hasSpoken(from: number, now: number): boolean {
    return this.#timeline.cues.some(
      (cue) => SPEECH.has(cue.kind) && cue.at >= from && cue.at + cue.seconds <= now,
    );
  }

  /** Without a figure, for whatever reason, the ring and the words go on as before. */
  async #open(position: Position): Promise<void> {
    const { openFigure } = await import("./figure.ts");
    const redraw = (): void => this.#draw();
    this.#figure = await openFigure(this.#page, this.#timeline, this.#name, position, redraw);
    this.#figure?.reveal(() => this.#draw());
  }

  #draw(): void {
    if (this.#position !== null && document.visibilityState === "visible") {
      this.#figure?.show(this.#position);
    }
  }
}
