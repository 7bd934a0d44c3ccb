/* A thin pillow with a hollow for the head. */

import { SphereGeometry } from "three";

import type { Palette } from "../palette.ts";
import { matter, solid } from "./piece.ts";
import type { Piece } from "./piece.ts";

const HALF_LENGTH = 0.24;
const HALF_WIDTH = 0.155;
/** How far its rim stands above the hollow that carries the head. */
const RIM = 0.03;
const HOLLOW = 0.11;

/** x, z: its middle; height: of the hollow above the mat. Metres. */
export function pillow(x: number, z: number, height: number): Piece {
  const material = matter();
  const mesh = solid(pillowGeometry(height), material);
  mesh.position.set(x, 0, z);
  return {
    object: mesh,
    casts: true,
    paint: (palette: Palette) => void material.color.set(palette.pillow),
    follow: () => undefined,
  };
}

function pillowGeometry(height: number): SphereGeometry {
  const geometry = new SphereGeometry(1, 28, 12);
  const places = geometry.getAttribute("position");
  for (let index = 0; index < places.count; index += 1) {
    const [x, y, z] = [places.getX(index), places.getY(index), places.getZ(index)];
    // A ball pressed towards a box: corners stay round and the seam stays thin.
    const flat = Math.hypot(x, z);
    const stretch = flat > 0 ? flat / Math.hypot(x * x, z * z) ** 0.5 : 1;
    const [px, pz] = [x * stretch * HALF_WIDTH, z * stretch * HALF_LENGTH];
    const hollow = Math.exp(-(px * px + pz * pz) / (HOLLOW * HOLLOW));
    const full = Math.sign(y) * Math.abs(y) ** 0.72;
    const top = height + RIM * (1 - hollow);
    const py = full > 0 ? 0.018 + (top - 0.018) * full : 0.018 + 0.018 * full;
    places.setXYZ(index, px, py, pz);
  }
  geometry.computeVertexNormals();
  return geometry;
}
