/* The camera as a witness of the session: here is only when. What watches is fetched once
   there are eyes to watch with. Without a camera nothing of it is ever asked for. */

import type { Position } from "./at.ts";
import type { Opening } from "../witness/open.ts";
import type { Witness } from "../witness/witness.ts";

export class Watching {
  #witness: Witness | null = null;
  #over = false;

  /** Without a witness, for whatever reason, the session goes on by voice. */
  async begin(opening: Opening): Promise<void> {
    try {
      const { openWitness } = await import("../witness/open.ts");
      const witness = await openWitness(opening);
      if (this.#over) {
        witness.leave();
      } else {
        this.#witness = witness;
      }
    } catch {
      opening.eyes.close();
    }
  }

  /** The track moved on; `jumped`: it went elsewhere. */
  follow(position: Position, playing: boolean, jumped = false): void {
    this.#witness?.follow(position, playing, jumped);
  }

  /** The session is over; called before that is written down. */
  leave(): void {
    this.#over = true;
    this.#witness?.leave();
    this.#witness = null;
  }
}
