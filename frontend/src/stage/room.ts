/* A plain room round the mat, for films that are to look as a webcam takes them: a floor, walls
   that are lighter towards the ceiling, and a few boxes for furniture. No page shows it. */

import {
  BackSide,
  BoxGeometry,
  Color,
  DoubleSide,
  Float32BufferAttribute,
  Group,
  Mesh,
  MeshBasicMaterial,
  PlaneGeometry,
} from "three";

import { MAT } from "./ground.ts";

/** Metres; colours as in a style sheet. */
export interface RoomPlan {
  /** Radians by which the walls are turned about the mat. */
  readonly turn: number;
  /** From the middle of the mat to the wall behind it. */
  readonly behind: number;
  readonly wall: string;
  readonly floor: string;
  /** Each with its middle (x, z), size (across, up, deep) and colour, turned with the walls. */
  readonly things: readonly (readonly [number, number, number, number, number, string])[];
}

const HIGH = 2.6;
const WIDE = 12;
/** How much darker a wall is at the floor than at the ceiling. */
const DARKER = 0.78;

export function roomOf(plan: RoomPlan): Group {
  const room = new Group();
  const low = -MAT.thickness - 0.001;
  const floor = new Mesh(new PlaneGeometry(2 * WIDE, 2 * WIDE), plain(plan.floor));
  floor.material.vertexColors = false;
  floor.rotation.x = -Math.PI / 2;
  floor.position.y = low;
  const walls = new Mesh(shaded(new BoxGeometry(WIDE, HIGH, WIDE)), plain(plan.wall));
  walls.material.side = BackSide;
  // Its own floor lies deeper, out of sight.
  walls.position.set(0, low + HIGH / 2 - 0.05, WIDE / 2 - plan.behind);
  room.add(floor, walls);
  for (const [x, z, across, up, deep, colour] of plan.things) {
    const thing = new Mesh(shaded(new BoxGeometry(across, up, deep)), plain(colour));
    thing.material.side = DoubleSide;
    thing.position.set(x, low + up / 2, z);
    room.add(thing);
  }
  room.rotation.y = plan.turn;
  return room;
}

function plain(colour: string): MeshBasicMaterial {
  return new MeshBasicMaterial({ color: new Color(colour), vertexColors: true });
}

/** Light comes from above, and more from one side than from the other. */
function shaded(box: BoxGeometry): BoxGeometry {
  const [places, facing] = [box.getAttribute("position"), box.getAttribute("normal")];
  const shades: number[] = [];
  for (let index = 0; index < places.count; index += 1) {
    const upper = places.getY(index) > 0 ? 1 : DARKER;
    const light = upper * (1 - 0.08 * Math.abs(facing.getX(index)));
    shades.push(light, light, light);
  }
  box.setAttribute("color", new Float32BufferAttribute(shades, 3));
  return box;
}
