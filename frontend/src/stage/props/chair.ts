/* A plain wooden chair, its seat open towards the person's hips. */

import { BoxGeometry, CylinderGeometry, ExtrudeGeometry, Group, Shape } from "three";

import type { Palette } from "../palette.ts";
import { MAT } from "../ground.ts";
import { matter, solid } from "./piece.ts";
import type { Piece } from "./piece.ts";

/** From the middle that the movement names, the seat reaches farther back than forward, so that
    feet on it have room before the back. */
const SEAT = { front: 0.21, back: 0.28, halfWidth: 0.215, thick: 0.028, round: 0.045 };
const BACK = { height: 0.4, lean: 0.06, rails: [0.2, 0.38] };
const LEG = { inset: 0.04, top: 0.018, foot: 0.012, splay: 0.04 };

/** x, z: the middle of the seat; height: of its upper face above the mat. Metres. turn: radians,
    0 when its front points towards -x. */
export function chair(x: number, z: number, height: number, turn: number): Piece {
  const material = matter();
  const group = new Group();
  const seat = solid(seatGeometry(), material);
  seat.position.y = height;
  group.add(seat);
  const long = height - SEAT.thick + MAT.thickness;
  for (const end of [-SEAT.front + LEG.inset, SEAT.back - LEG.inset]) {
    for (const side of [-1, 1]) {
      const leg = solid(new CylinderGeometry(LEG.top, LEG.foot, long, 10), material);
      const across = SEAT.halfWidth - LEG.inset;
      leg.position.set(end, height - SEAT.thick - long / 2, side * across);
      leg.rotation.set(-side * LEG.splay, 0, Math.sign(end) * LEG.splay);
      group.add(leg);
    }
  }
  for (const side of [-1, 1]) {
    const post = solid(new CylinderGeometry(0.011, 0.016, BACK.height, 10), material);
    post.position.set(SEAT.back - 0.02 + BACK.lean / 2, height + BACK.height / 2, side * 0.17);
    post.rotation.z = -Math.atan2(BACK.lean, BACK.height);
    group.add(post);
  }
  for (const up of BACK.rails) {
    const rail = solid(new BoxGeometry(0.016, 0.055, 0.36), material);
    rail.position.set(SEAT.back - 0.02 + (BACK.lean * up) / BACK.height, height + up, 0);
    rail.rotation.z = -Math.atan2(BACK.lean, BACK.height);
    group.add(rail);
  }
  group.position.set(x, 0, z);
  group.rotation.y = turn;
  return {
    object: group,
    casts: true,
    paint: (palette: Palette) => void material.color.set(palette.wood),
    follow: () => undefined,
  };
}

/** A rounded board whose upper face is y = 0. */
function seatGeometry(): ExtrudeGeometry {
  const { front, back, halfWidth: wide, round, thick } = SEAT;
  const shape = new Shape();
  shape.moveTo(-front + round, -wide);
  shape.lineTo(back - round, -wide);
  shape.quadraticCurveTo(back, -wide, back, -wide + round);
  shape.lineTo(back, wide - round);
  shape.quadraticCurveTo(back, wide, back - round, wide);
  shape.lineTo(-front + round, wide);
  shape.quadraticCurveTo(-front, wide, -front, wide - round);
  shape.lineTo(-front, -wide + round);
  shape.quadraticCurveTo(-front, -wide, -front + round, -wide);
  const edge = 0.005;
  const geometry = new ExtrudeGeometry(shape, {
    depth: thick - 2 * edge,
    bevelThickness: edge,
    bevelSize: edge,
    bevelSegments: 2,
    curveSegments: 4,
  });
  return geometry.rotateX(Math.PI / 2).translate(0, -edge, 0);
}
