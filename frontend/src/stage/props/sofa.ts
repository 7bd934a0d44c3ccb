/* A plain sofa: a seat on short legs with a low back, wide enough for whichever foot rests on it. */

import { CylinderGeometry, ExtrudeGeometry, Group, Shape } from "three";

import type { Palette } from "../palette.ts";
import { MAT } from "../ground.ts";
import { matter, solid } from "./piece.ts";
import type { Piece } from "./piece.ts";

/** The seat's depth is the one with which the movement says where its middle is. */
const SEAT = { depth: 0.5, width: 1.1, thick: 0.25, round: 0.045 };
const BACK = { thick: 0.17, height: 0.33, lean: 0.12 };
const LEG = { inset: 0.07, radius: 0.02 };

/** x, z: the middle of the seat; height: of its top above the mat. Metres. turn: radians, 0 when
    its front points towards -x. */
export function sofa(x: number, z: number, height: number, turn: number): Piece {
  const fabric = matter();
  const wood = matter();
  const group = new Group();
  const seat = solid(cushionGeometry(SEAT.depth, SEAT.thick), fabric);
  seat.position.y = height - SEAT.thick / 2;
  group.add(seat);
  const back = solid(cushionGeometry(BACK.thick, BACK.height + SEAT.thick), fabric);
  back.position.set(SEAT.depth / 2 + BACK.thick / 2, height + (BACK.height - SEAT.thick) / 2, 0);
  back.rotation.z = -BACK.lean;
  group.add(back);
  const long = height - SEAT.thick + MAT.thickness;
  for (const end of [-1, 1]) {
    for (const side of [-1, 1]) {
      const leg = solid(new CylinderGeometry(LEG.radius, LEG.radius, long, 10), wood);
      const along = end * (SEAT.depth / 2 - LEG.inset);
      const across = side * (SEAT.width / 2 - LEG.inset);
      leg.position.set(along, height - SEAT.thick - long / 2, across);
      group.add(leg);
    }
  }
  group.position.set(x, 0, z);
  group.rotation.y = turn;
  return {
    object: group,
    casts: true,
    paint: (palette: Palette) => {
      fabric.color.set(palette.fabric);
      wood.color.set(palette.wood);
    },
    follow: () => undefined,
  };
}

/** A block as wide as the seat with round edges, its middle at the origin. */
function cushionGeometry(depth: number, high: number): ExtrudeGeometry {
  const { round, width } = SEAT;
  const [x, y] = [depth / 2 - round, high / 2 - round];
  const shape = new Shape();
  shape.moveTo(-x, -y);
  shape.lineTo(x, -y);
  shape.lineTo(x, y);
  shape.lineTo(-x, y);
  shape.closePath();
  const long = width - 2 * round;
  const geometry = new ExtrudeGeometry(shape, {
    depth: long,
    bevelThickness: round,
    bevelSize: round,
    bevelSegments: 4,
  });
  return geometry.translate(0, 0, -long / 2);
}
