/* The one calm line at the foot of the running page: what it waits for, and what is not saved. */

import type { Screen } from "./screen.ts";
import type { Words } from "./words.ts";

export class Notes {
  readonly #screen: Screen;
  readonly #words: Words;
  #waiting = false;
  #unsaved = false;

  constructor(screen: Screen, words: Words) {
    this.#screen = screen;
    this.#words = words;
  }

  waiting(waiting: boolean): void {
    this.#waiting = waiting;
    this.#show();
  }

  unsaved(unsaved: boolean): void {
    this.#unsaved = unsaved;
    this.#show();
  }

  #show(): void {
    const unsaved = this.#unsaved ? this.#words.say("not_saved_yet") : "";
    this.#screen.note(this.#waiting ? this.#words.say("waiting_for_sound") : unsaved);
  }
}
