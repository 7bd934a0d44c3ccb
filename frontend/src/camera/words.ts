/* The sentences about the camera. They stand in the page (web/words/camera.json). */

import { fields, ShapeError, text } from "../player/reading.ts";
import type { EyesState } from "./eyes.ts";
import type { Placed } from "./placed.ts";

/** What is said before the session, while the camera is being placed. */
export type PlaceKey = Placed | Exclude<EyesState, "ready" | "off">;

const PLACE_KEYS = [
  "asking",
  "loading",
  "refused",
  "none",
  "busy",
  "insecure",
  "unloaded",
  "dark",
  "slow",
  "lost",
  "nobody",
  "part",
  "no_head_back",
  "no_head_aim",
  "no_feet_back",
  "no_feet_aim",
  "no_knees",
  "far",
  "from_side",
  "from_feet",
  "good",
] as const satisfies readonly PlaceKey[];

export class CameraWords {
  readonly #placing: ReadonlyMap<PlaceKey, string>;
  readonly #camera: string;

  constructor(value: unknown) {
    const source = fields(value, "camera_words");
    this.#placing = readAll(PLACE_KEYS, source["placing"], "camera_words.placing");
    this.#camera = text(source["camera"], "camera_words.camera");
  }

  /** For one that has no name. number: from 1. */
  camera(number: number): string {
    return this.#camera.replace("{number}", String(number));
  }

  placing(key: PlaceKey): string {
    return this.#placing.get(key) ?? "";
  }
}

/** Each of them, and none besides: a sentence left over is one that somebody forgot to say. */
function readAll<Key extends string>(
  keys: readonly Key[],
  value: unknown,
  place: string,
): ReadonlyMap<Key, string> {
  const source = fields(value, place);
  const extra = Object.keys(source).find((key) => !keys.some((known) => known === key));
  if (extra !== undefined) {
    throw new ShapeError(`${place}.${extra}`, "nothing");
  }
  return new Map(keys.map((key) => [key, text(source[key], `${place}.${key}`)]));
}
