/* Soft daylight: one key light from above the near side, and the light of sky and floor. */

import { DirectionalLight, Group, HemisphereLight } from "three";

import type { Palette } from "./palette.ts";

const SHADOW_PIXELS = 1024;
const HALF_METRES = 1.45;

export class Light {
  readonly group = new Group();
  readonly #key = new DirectionalLight();
  readonly #sky = new HemisphereLight();

  constructor() {
    const key = this.#key;
    key.position.set(0.35, 3.1, 1.6);
    key.castShadow = true;
    key.shadow.mapSize.set(SHADOW_PIXELS, SHADOW_PIXELS);
    const seen = key.shadow.camera;
    seen.left = seen.bottom = -HALF_METRES;
    seen.right = seen.top = HALF_METRES;
    seen.near = 1;
    seen.far = 6;
    key.shadow.bias = -0.0004;
    key.shadow.normalBias = 0.012;
    key.shadow.radius = 5;
    this.group.add(key, key.target, this.#sky);
  }

  paint(palette: Palette): void {
    this.#key.color.set(palette.key);
    this.#key.intensity = palette.keyStrength;
    this.#sky.color.set(palette.sky);
    this.#sky.groundColor.set(palette.bounce);
    this.#sky.intensity = palette.skyStrength;
  }

  /** Without a shadow the key light costs far less; the spots of contact stay. */
  shadow(cast: boolean): void {
    this.#key.castShadow = cast;
  }

  dispose(): void {
    this.#key.dispose();
    this.#sky.dispose();
  }
}
