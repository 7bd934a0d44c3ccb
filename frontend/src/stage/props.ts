/* The things a movement needs, made once for a person, shown where the motion and the timeline's
   set both name them. */

import { Group } from "three";

import type { Figure } from "./figure.ts";
import type { Motion, Prop } from "./motion.ts";
import type { Palette } from "./palette.ts";
import { chair } from "./props/chair.ts";
import { loop } from "./props/loop.ts";
import { pillow } from "./props/pillow.ts";
import { appear, disposePiece } from "./props/piece.ts";
import type { Piece } from "./props/piece.ts";
import { roll } from "./props/roll.ts";
import { sofa } from "./props/sofa.ts";
import { strap } from "./props/strap.ts";
import type { Side } from "./scene.ts";

/** Seconds for a thing to come or go. */
const APPEAR_SECONDS = 0.35;

interface Thing {
  readonly name: string;
  readonly equipment: string | null;
  readonly piece: Piece;
  /** What it is used in; a pillow that stays where it is stays through a change of movement. */
  readonly motions: Set<Motion>;
  presence: number;
}

export class Props {
  readonly group = new Group();
  readonly #things: Thing[] = [];
  readonly #figure: Figure;
  #motion: Motion | null = null;
  #equipment: readonly string[] = [];
  #side: Side | null = null;

  constructor(figure: Figure) {
    this.#figure = figure;
  }

  add(motion: Motion, palette: Palette): void {
    for (const prop of motion.props) {
      const name = JSON.stringify(prop);
      const known = this.#things.find((thing) => thing.name === name);
      if (known !== undefined) {
        known.motions.add(motion);
        continue;
      }
      const piece = make(prop, this.#figure);
      piece.paint(palette);
      appear(piece, 0);
      this.group.add(piece.object);
      const motions = new Set([motion]);
      this.#things.push({ name, equipment: prop.equipment, piece, motions, presence: 0 });
    }
  }

  paint(palette: Palette): void {
    this.#things.forEach(({ piece }) => piece.paint(palette));
  }

  /** side: the one that moves, null where both do the same. */
  show(motion: Motion, equipment: readonly string[], side: Side | null): void {
    this.#motion = motion;
    this.#side = side;
    this.#equipment = equipment;
  }

  /** Follows the body, and goes on coming and going for so many seconds. True: not done yet. */
  move(seconds: number): boolean {
    let moving = false;
    for (let index = 0; index < this.#things.length; index += 1) {
      const thing = this.#things[index] as Thing;
      const wanted = this.#wanted(thing) ? 1 : 0;
      if (thing.presence !== wanted) {
        const step = seconds / APPEAR_SECONDS;
        thing.presence += Math.max(-step, Math.min(step, wanted - thing.presence));
        appear(thing.piece, thing.presence);
        moving = true;
      }
      if (thing.presence > 0) {
        thing.piece.follow(this.#side);
      }
    }
    return moving;
  }

  dispose(): void {
    this.#things.forEach(({ piece }) => disposePiece(piece));
  }

  #wanted({ motions, equipment }: Thing): boolean {
    const used = this.#motion !== null && motions.has(this.#motion);
    return used && (equipment === null || this.#equipment.includes(equipment));
  }
}

function make(prop: Prop, figure: Figure): Piece {
  switch (prop.shape) {
    case "pillow":
      return pillow(prop.x, prop.z, prop.height);
    case "chair":
      return chair(prop.x, prop.z, prop.height, prop.turn);
    case "sofa":
      return sofa(prop.x, prop.z, prop.height, prop.turn);
    case "roll":
      return roll(figure);
    case "loop":
      return loop(figure);
    case "strap":
      return strap(figure, prop.round);
  }
}
