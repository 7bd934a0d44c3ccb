/* The button that lets the camera watch: here is only whether. What watches is large, and is fetched
   once somebody asked for it; a page without a camera is as light as before. */

import { likesCamera } from "../camera/choice.ts";
import type { Eyes } from "../camera/eyes.ts";
import type { Setup } from "../camera/setup.ts";
import { onPress, part } from "./page.ts";
import { write } from "./screen.ts";

const BUTTON = "camera-on";

export class CameraButton {
  readonly #button = document.getElementById(BUTTON);
  /** Said where what watches cannot be fetched. */
  readonly #fault: string;
  #setup: Promise<Setup> | null = null;
  #asked = false;

  constructor(fault: string) {
    this.#fault = fault;
    if (this.#button !== null) {
      onPress(BUTTON, () => void this.#toggle());
    }
  }

  /** Nothing of the camera may come before the session itself. Asks nobody for a permission. */
  async pageIsReady(): Promise<void> {
    if (this.#asked || this.#button === null || !likesCamera(localStorage)) {
      return;
    }
    this.#asked = true;
    if (await isAllowed()) {
      (await this.#open())?.turnOn();
    }
  }

  /** The session begins. Null where no camera is on. */
  async begin(): Promise<Eyes | null> {
    this.#asked = true;
    return (await this.#setup)?.toSession() ?? null;
  }

  async #toggle(): Promise<void> {
    this.#asked = true;
    (await this.#open())?.toggle();
  }

  async #open(): Promise<Setup | null> {
    try {
      this.#setup ??= fetchSetup(part(BUTTON).dataset["parts"] ?? "");
      return await this.#setup;
    } catch {
      this.#setup = null;
      write("camera-on-words", this.#fault);
      return null;
    }
  }
}

async function fetchSetup(address: string): Promise<Setup> {
  const { openSetup } = await import("../camera/setup.ts");
  return openSetup(address);
}

/** Not every browser can say; then it is asked only on a press. */
async function isAllowed(): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: "camera" });
    return state === "granted";
  } catch {
    return false;
  }
}
