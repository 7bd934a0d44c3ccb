/* One foot as a prop meets it: the outline of a cut through it, which turns with the foot. */

import { Vector3 } from "three";
import type { Bone } from "three";

import { OUTLINE } from "../measure.ts";
import type { FootCut } from "../measure.ts";

export class Foot {
  /** The middle of the cut, in world space. */
  readonly middle = new Vector3();
  /** Towards the person's left, the top of the foot and the toes, in world space. */
  readonly left = new Vector3();
  readonly up = new Vector3();
  readonly front = new Vector3();
  readonly cut: FootCut;
  readonly #bone: Bone;
  readonly #mirror: number;

  constructor(bone: Bone, cut: FootCut, side: "left" | "right") {
    this.#bone = bone;
    this.cut = cut;
    this.#mirror = side === "left" ? 1 : -1;
  }

  /** Takes over where the bone is now. */
  follow(): void {
    const { cut } = this;
    this.#bone.matrixWorld.extractBasis(this.left, this.up, this.front);
    this.middle
      .setFromMatrixPosition(this.#bone.matrixWorld)
      .addScaledVector(this.left, this.#mirror * cut.left)
      .addScaledVector(this.up, cut.up)
      .addScaledVector(this.front, cut.front);
  }

  /** A point on the outline, `off` metres outside it. angle: 0 at the left, a quarter turn at the
      top. */
  around(angle: number, off: number, into: Vector3): Vector3 {
    const { outline } = this.cut;
    // The right foot is the left one seen in a mirror.
    const seen = this.#mirror > 0 ? angle : Math.PI - angle;
    const place = ((((seen / (2 * Math.PI)) % 1) + 1) % 1) * OUTLINE;
    const before = 2 * (Math.floor(place) % OUTLINE);
    const after = (before + 2) % outline.length;
    const share = place - Math.floor(place);
    const left = (outline[before] as number) * (1 - share) + (outline[after] as number) * share;
    const up =
      (outline[before + 1] as number) * (1 - share) + (outline[after + 1] as number) * share;
    return into
      .copy(this.middle)
      .addScaledVector(this.left, this.#mirror * left + Math.cos(angle) * off)
      .addScaledVector(this.up, up + Math.sin(angle) * off);
  }

  /** The angle at which the foot faces a point. */
  facing(point: Vector3, spare: Vector3): number {
    spare.subVectors(point, this.middle);
    return Math.atan2(spare.dot(this.up), spare.dot(this.left));
  }
}
