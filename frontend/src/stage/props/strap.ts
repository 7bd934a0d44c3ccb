/* A strap round the soles of both feet or of one, its ends in the hands and hanging from them. */

import { Vector3 } from "three";
import type { Bone } from "three";

import type { Figure } from "../figure.ts";
import type { Strapped } from "../motion.ts";
import type { Palette } from "../palette.ts";
import type { Side } from "../scene.ts";
import { Foot } from "./foot.ts";
import type { Piece } from "./piece.ts";
import { Ribbon } from "./ribbon.ts";

const TAIL = 6;
const STRAIGHT = 10;
const ROUND = 9;
const WIDTH = 0.028;
const THICKNESS = 0.004;
const OFF = 0.003;
const TAIL_METRES = 0.12;
const UP = new Vector3(0, 1, 0);

export function strap(figure: Figure, round: Strapped): Piece {
  const held = new Held(figure, round === "moving_foot");
  const { ribbon } = held;
  return {
    object: ribbon.mesh,
    casts: false,
    paint: (palette: Palette) => void ribbon.material.color.set(palette.strap),
    follow: (side: Side | null) => held.follow(side),
  };
}

/** The path runs: left tail, left hand, left foot, right foot, right hand, right tail. Round one foot
    its halves meet in the middle of the sole. */
class Held {
  readonly ribbon = new Ribbon(2 * (TAIL + STRAIGHT + ROUND), false);
  readonly #feet: readonly [Foot, Foot];
  readonly #hands: readonly [Bone, Bone];
  readonly #palm: Vector3;
  readonly #grip = new Vector3();
  readonly #flat = new Vector3();
  readonly #single: boolean;

  constructor(figure: Figure, single: boolean) {
    const { ball, palm } = figure.measures;
    this.#single = single;
    this.#palm = palm;
    this.#hands = [figure.bone("hand_left"), figure.bone("hand_right")];
    this.#feet = [
      new Foot(figure.bone("foot_left"), ball, "left"),
      new Foot(figure.bone("foot_right"), ball, "right"),
    ];
  }

  follow(side: Side | null): void {
    const last = this.ribbon.path.length - 1;
    const [left, right] = this.#feet;
    this.#half(this.#single && side === "right" ? right : left, this.#hands[0], 1, 0, 1);
    this.#half(this.#single && side !== "right" ? left : right, this.#hands[1], -1, last, -1);
    this.ribbon.write(WIDTH, THICKNESS);
  }

  /** Writes one side, from the tail (at index `first`) inwards (by `step`) to the foot's sole. */
  #half(foot: Foot, hand: Bone, mirror: number, first: number, step: number): void {
    const { path, across } = this.ribbon;
    foot.follow();
    const grip = this.#grip.set(mirror * this.#palm.x, this.#palm.y, this.#palm.z);
    grip.applyMatrix4(hand.matrixWorld);
    const corner = first + step * (TAIL + STRAIGHT);
    const sweep = this.#single ? Math.PI / 2 : Math.PI;
    for (let index = 0; index < ROUND; index += 1) {
      const share = index / (ROUND - 1);
      // From the outer edge of the foot under the sole to its inner edge, or to its middle.
      const angle = mirror > 0 ? -share * sweep : Math.PI + share * sweep;
      const at = corner + step * index;
      foot.around(angle, OFF, path[at] as Vector3);
      (across[at] as Vector3).copy(foot.front);
    }
    const edge = path[corner] as Vector3;
    const flat = this.#flat.subVectors(edge, grip).normalize().cross(foot.left).normalize();
    if (flat.dot(foot.front) < 0) {
      flat.negate();
    }
    for (let index = 0; index < STRAIGHT; index += 1) {
      const share = index / STRAIGHT;
      const at = first + step * (TAIL + index);
      (path[at] as Vector3).lerpVectors(grip, edge, share);
      (across[at] as Vector3).lerpVectors(flat, foot.front, share * share).normalize();
    }
    for (let index = 0; index < TAIL; index += 1) {
      // Beyond the hand the strap bends down and comes to rest.
      const share = 1 - index / TAIL;
      const at = path[first + step * index] as Vector3;
      at.copy(grip).addScaledVector(UP, -TAIL_METRES * share ** 1.6);
      at.x -= 0.05 * Math.sin(share * 2.2);
      at.y = Math.max(0.006, at.y);
      (across[first + step * index] as Vector3).copy(flat).lerp(foot.left, share * 0.8).normalize();
    }
  }
}
