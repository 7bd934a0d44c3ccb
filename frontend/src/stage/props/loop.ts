/* A resistance band round both feet. It lies round the far side of each foot, runs straight from
   one to the other, and gets narrower the longer it is pulled. */

import { Vector3 } from "three";

import type { Figure } from "../figure.ts";
import type { Palette } from "../palette.ts";
import { Foot } from "./foot.ts";
import type { Piece } from "./piece.ts";
import { Ribbon } from "./ribbon.ts";

const ROUND = 14;
const STRAIGHT = 5;
const WIDTH = 0.05;
const THICKNESS = 0.005;
const OFF = 0.003;

export function loop(figure: Figure): Piece {
  const { arch } = figure.measures;
  const band = new Band(
    new Foot(figure.bone("foot_left"), arch, "left"),
    new Foot(figure.bone("foot_right"), arch, "right"),
  );
  const { ribbon } = band;
  return {
    object: ribbon.mesh,
    casts: true,
    paint: (palette: Palette) => void ribbon.material.color.set(palette.band),
    follow: () => band.follow(),
  };
}

class Band {
  readonly ribbon = new Ribbon(2 * (ROUND + STRAIGHT), true);
  readonly #feet: readonly [Foot, Foot];
  readonly #spare = new Vector3();
  #slack = 0;

  constructor(left: Foot, right: Foot) {
    this.#feet = [left, right];
  }

  follow(): void {
    const [left, right] = this.#feet;
    left.follow();
    right.follow();
    const toRight = left.facing(right.middle, this.#spare);
    const toLeft = right.facing(left.middle, this.#spare);
    // Each foot is wrapped from one side of the line between the feet round to its other side.
    this.#wrap(left, toRight + Math.PI / 2, toRight + 1.5 * Math.PI, 0);
    this.#wrap(right, toLeft + Math.PI / 2, toLeft + 1.5 * Math.PI, ROUND + STRAIGHT);
    this.#stretch(ROUND - 1, ROUND + STRAIGHT);
    this.#stretch(2 * ROUND + STRAIGHT - 1, 0);
    const long = this.ribbon.length();
    this.#slack = Math.max(0.0001, this.#slack === 0 ? long : Math.min(this.#slack, long));
    // What is pulled longer gets narrower.
    const pulled = Math.max(0.55, Math.sqrt(this.#slack / long));
    this.ribbon.write(WIDTH * pulled, THICKNESS);
  }

  #wrap(foot: Foot, from: number, to: number, first: number): void {
    for (let index = 0; index < ROUND; index += 1) {
      const angle = from + ((to - from) * index) / (ROUND - 1);
      foot.around(angle, OFF, this.ribbon.path[first + index] as Vector3);
      (this.ribbon.across[first + index] as Vector3).copy(foot.front);
    }
  }

  /** Fills the straight part between two points of the path, both left as they are. */
  #stretch(from: number, to: number): void {
    const { path, across } = this.ribbon;
    for (let index = 1; index <= STRAIGHT; index += 1) {
      const share = index / (STRAIGHT + 1);
      const at = (from + index) % path.length;
      (path[at] as Vector3).lerpVectors(path[from] as Vector3, path[to] as Vector3, share);
      (across[at] as Vector3)
        .lerpVectors(across[from] as Vector3, across[to] as Vector3, share)
        .normalize();
    }
  }
}
