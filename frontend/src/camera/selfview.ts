/* The small picture of oneself while the session runs. Hidden, it goes on seeing. */

import { part } from "../player/page.ts";
import { keepSelfView, showsSelfView } from "./choice.ts";
import type { Eyes } from "./eyes.ts";

export class SelfView {
  readonly #place = part("self-view");
  readonly #off = part("camera-off");
  #shown = showsSelfView(localStorage);

  /** turnOff: asked for while the session is paused. */
  constructor(turnOff: () => void) {
    this.#off.addEventListener("click", () => {
      turnOff();
      // The button that had the focus is gone.
      part("resume").focus();
    });
    part("self-view-shown").addEventListener("click", () => {
      this.#shown = !this.#shown;
      keepSelfView(localStorage, this.#shown);
      this.#adjust();
    });
  }

  show(eyes: Eyes): void {
    part("running").append(this.#place);
    part("end").before(this.#off);
    this.#place.hidden = false;
    this.#off.hidden = false;
    eyes.preview(part("self-view-picture"));
    this.#adjust();
    eyes.onState((state) => {
      if (state === "off") {
        this.#remove();
      }
    });
  }

  #adjust(): void {
    part("self-view-shown").setAttribute("aria-pressed", String(this.#shown));
    part("running").dataset["camera"] = this.#shown ? "shown" : "hidden";
  }

  #remove(): void {
    this.#place.hidden = true;
    this.#off.hidden = true;
    delete part("running").dataset["camera"];
  }
}
