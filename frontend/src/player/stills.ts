/* The pictures of a movement's key poses, in place of the moving person and with the same timing. */

import { fields, list, number, text } from "./reading.ts";
import type { Side } from "./timeline.ts";

/** What is to be seen: a step, or null for the pose in which a movement begins. */
export interface Posed {
  readonly movement: string;
  readonly side: Side | null;
  readonly step: string | null;
}

interface Pictures {
  readonly version: string;
  readonly widths: readonly number[];
  readonly keys: ReadonlySet<string>;
}

/** Reads which pictures there are of one figure. `address` names MOVEMENT, FIGURE, KEY and so on. */
export function picturesFor(value: unknown, address: string, figure: string): StillPictures {
  const movements = Object.entries(fields(value ?? {}, "stills"));
  const found = movements.flatMap(([movement, one]) => {
    const source = fields(one, `stills.${movement}`);
    const keys = fields(source["pictures"], `stills.${movement}.pictures`)[figure];
    if (keys === undefined) {
      return [];
    }
    const pictures: Pictures = {
      version: text(source["version"], `stills.${movement}.version`),
      widths: list(source["widths"], movement).map((width) => number(width, movement)),
      keys: new Set(list(keys, movement).map((key) => text(key, movement))),
    };
    return [[movement, pictures] as const];
  });
  return new StillPictures(new Map(found), address.replace("FIGURE", figure));
}

export class StillPictures {
  readonly #movements: ReadonlyMap<string, Pictures>;
  readonly #address: string;

  constructor(movements: ReadonlyMap<string, Pictures>, address: string) {
    this.#movements = movements;
    this.#address = address;
  }

  /** How many movements have pictures. */
  get size(): number {
    return this.#movements.size;
  }

  /** Shows the pose, or nothing where there is no picture of it. */
  show(image: HTMLImageElement, pose: Posed): void {
    const sources = this.sources(pose);
    const last = sources.at(-1)?.address;
    image.classList.toggle("missing", last === undefined);
    if (last !== undefined && image.dataset["shown"] !== last) {
      image.dataset["shown"] = last;
      image.srcset = sources
        .map(({ address, width }) => [address, " ", width, "w"].join(""))
        .join();
      image.src = last;
    }
  }

  /** The files of one pose, narrowest first; empty where there is none. */
  sources({ movement, side, step }: Posed): readonly { address: string; width: number }[] {
    const pictures = this.#movements.get(movement);
    // A step without a picture leads back to where the movement begins.
    const wanted = [`${step}-${side}`, `${step}`, `start-${side}`, "start"];
    const key = wanted.find((one) => pictures?.keys.has(one));
    if (pictures === undefined || key === undefined) {
      return [];
    }
    return [...pictures.widths].sort((one, other) => one - other).map((width) => ({
      width,
      address: this.#address
        .replace("MOVEMENT", movement)
        .replace("KEY", key)
        .replace("WIDTH", String(width))
        .replace("VERSION", pictures.version),
    }));
  }
}
