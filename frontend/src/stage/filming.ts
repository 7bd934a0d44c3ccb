/* Takes pictures of the stage one after another, for films of the person in which a pose model
   looks for landmarks. Only the studio asks for it; no page does. */

import { at } from "../player/at.ts";
import { readTimeline } from "../player/timeline.ts";
import type { Standing } from "./camera.ts";
import { newScene, sceneAt } from "./follow.ts";
import { roomOf } from "./room.ts";
import type { RoomPlan } from "./room.ts";
import type { Stage } from "./stage.ts";

declare global {
  interface HTMLCanvasElement {
    filming?: Filming;
  }
}

const JPEG_QUALITY = 0.93;

export class Filming {
  readonly #stage: Stage;
  readonly #scene = newScene();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Puts the camera up, once, in a room. */
  stand(place: Standing, room: RoomPlan): void {
    this.#stage.film(place, roomOf(room));
  }

  /** One picture (JPEG in base64) of each row: a pose as motion.ts has it, and then the breath.
      equipment: ids of what lies there or is held. */
  async poses(
    movement: string,
    equipment: readonly string[],
    rows: readonly (readonly number[])[],
  ): Promise<string[]> {
    await this.#stage.load([movement]);
    this.#scene.pose.movement = movement;
    this.#scene.equipment = equipment;
    return rows.map((row) => {
      this.#scene.breath = row.at(-1) ?? 0;
      this.#stage.strike(row.slice(0, -1), this.#scene);
      return this.#picture();
    });
  }

  /** One picture of the body at each of these seconds of a session's timeline. */
  async timeline(source: unknown, seconds: readonly number[]): Promise<string[]> {
    const timeline = readTimeline(source);
    await this.#stage.load([...new Set(timeline.sets.map(({ movement }) => movement))]);
    return seconds.map((second) => {
      const { breathLevel } = at(timeline, second);
      sceneAt(timeline, second, breathLevel, this.#stage.changeOf, this.#scene);
      // A body at home has no light along its side.
      this.#scene.side = null;
      this.#stage.show(this.#scene);
      return this.#picture();
    });
  }

  #picture(): string {
    const data = this.#stage.canvas.toDataURL("image/jpeg", JPEG_QUALITY);
    return data.slice(data.indexOf(",") + 1);
  }
}
