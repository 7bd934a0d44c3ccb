/* Placing the camera, before the session: the picture, one sentence, and green when all is seen. */

import "./camera.css";

import { part } from "../player/page.ts";
import { oneOf } from "../player/reading.ts";
import { write } from "../player/screen.ts";
import { keepCamera, keepDevice, keptDevice } from "./choice.ts";
import { openEyes } from "./eyes.ts";
import type { Eyes, EyesState, SeenFrame } from "./eyes.ts";
import { placed, VIEWS } from "./placed.ts";
import type { CameraView } from "./placed.ts";
import { SelfView } from "./selfview.ts";
import { Steady } from "./steady.ts";
import { CameraWords } from "./words.ts";
import type { PlaceKey } from "./words.ts";

const FAULTS: ReadonlySet<EyesState> = new Set(["refused", "none", "busy", "insecure", "unloaded"]);

/** Rejects where the server gives no parts. address: of the parts for this routine. */
export async function openSetup(address: string): Promise<Setup> {
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Error(`The camera's parts came with ${answer.status}.`);
  }
  const sent = new DOMParser().parseFromString(await answer.text(), "text/html");
  const pieces = document.createDocumentFragment();
  pieces.append(...sent.body.children);
  part("camera-choice").after(pieces);
  return new Setup();
}

export class Setup {
  readonly #place = part("camera-setup");
  readonly #words = new CameraWords(JSON.parse(part("camera-words").textContent ?? ""));
  readonly #view: CameraView = oneOf(VIEWS, this.#place.dataset["view"], "view");
  readonly #selfView = new SelfView(() => this.#turnOff());
  #eyes: Eyes | null = null;
  #steady = new Steady<PlaceKey>();
  #inSession = false;

  constructor() {
    part("camera-which", HTMLSelectElement).addEventListener("change", () => this.#change());
    // The browser would stop it a little later, by itself.
    window.addEventListener("pagehide", () => this.#eyes?.close());
  }

  toggle(): void {
    if (this.#eyes === null) {
      this.turnOn();
      this.#place.scrollIntoView({ block: "nearest" });
    } else {
      this.#turnOff();
    }
  }

  turnOn(): void {
    const eyes = openEyes(part("camera-setup").dataset["model"] ?? "", keptDevice(localStorage));
    this.#eyes = eyes;
    this.#steady = new Steady();
    this.#place.hidden = false;
    eyes.preview(part("camera-picture"));
    eyes.onState((state) => this.#onState(eyes, state));
    eyes.onFrame((frame) => this.#onFrame(eyes, frame));
    this.#onState(eyes, eyes.state);
  }

  /** The same eyes go on into the session, with a small picture of their own. Null where none is
      open. */
  toSession(): Eyes | null {
    this.#inSession = true;
    if (this.#eyes !== null) {
      this.#selfView.show(this.#eyes);
    }
    return this.#eyes;
  }

  /** Chosen so by the person. */
  #turnOff(): void {
    keepCamera(localStorage, false);
    this.#place.hidden = true;
    this.#eyes?.close();
  }

  /** Another camera, at once. */
  #change(): void {
    keepDevice(localStorage, part("camera-which", HTMLSelectElement).value);
    this.#eyes?.close();
    this.turnOn();
  }

  #onState(eyes: Eyes, state: EyesState): void {
    if (eyes !== this.#eyes) {
      return;
    }
    if (FAULTS.has(state)) {
      eyes.close();
    }
    if (FAULTS.has(state) || state === "off") {
      this.#eyes = null;
    }
    if (state === "loading") {
      // It was allowed, so it was wanted.
      keepCamera(localStorage, true);
      void this.#listCameras(eyes);
    }
    this.#showOn();
    if (state !== "ready" && state !== "off") {
      this.#say(state);
    }
  }

  #showOn(): void {
    const on = this.#eyes !== null;
    part("camera-on").setAttribute("aria-expanded", String(!this.#place.hidden));
    part("camera-on-start").hidden = on;
    part("camera-on-stop").hidden = !on;
    part("camera-picture").hidden = !on;
    if (!on) {
      part("camera-which-row").hidden = true;
    }
  }

  #onFrame(eyes: Eyes, { atSeconds, landmarks }: SeenFrame): void {
    if (this.#inSession || eyes !== this.#eyes) {
      return;
    }
    const { aspect, state } = eyes;
    const seen = state === "dark" || state === "slow" ? state : placed(landmarks, aspect, this.#view);
    const said = this.#steady.see(seen, atSeconds);
    if (said !== null) {
      this.#say(said);
    }
  }

  #say(key: PlaceKey): void {
    const tone = key === "good" || key === "asking" || key === "loading" ? key : "mend";
    this.#place.dataset["tone"] = tone;
    write("camera-says", this.#words.placing(key));
  }

  /** Their names are known only once one of them was allowed. */
  async #listCameras(eyes: Eyes): Promise<void> {
    const devices = await navigator.mediaDevices.enumerateDevices();
    const cameras = devices.filter((device) => device.kind === "videoinput");
    const options = cameras.map(
      ({ deviceId, label }, index) =>
        new Option(label || this.#words.camera(index + 1), deviceId, false, deviceId === eyes.device),
    );
    part("camera-which").replaceChildren(...options);
    part("camera-which-row").hidden = cameras.length < 2;
  }
}
