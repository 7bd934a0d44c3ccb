/* What every prop is to the stage: something to see, that may follow the body. */

import { Mesh, MeshLambertMaterial } from "three";
import type { BufferGeometry, Object3D } from "three";

import type { Palette } from "../palette.ts";
import type { Side } from "../scene.ts";

export interface Piece {
  readonly object: Object3D;
  /** A shadow thinner than the pixels of its map would fall to pieces. */
  readonly casts: boolean;
  paint(palette: Palette): void;
  /** Called after the bones have moved and their world matrices are new. side: the one that moves,
      null where both do the same. */
  follow(side: Side | null): void;
}

/** Matter that can be faded in and out. */
export function matter(): MeshLambertMaterial {
  return new MeshLambertMaterial({ transparent: true });
}

export function solid(geometry: BufferGeometry, material: MeshLambertMaterial): Mesh {
  const mesh = new Mesh(geometry, material);
  mesh.castShadow = true;
  mesh.receiveShadow = true;
  return mesh;
}

/** Fades everything in a piece to `presence`, 0 to 1; at 0 it costs nothing. */
export function appear(piece: Piece, presence: number): void {
  const { object } = piece;
  object.visible = presence > 0.01;
  object.traverse((part) => {
    if (part instanceof Mesh) {
      (part.material as MeshLambertMaterial).opacity = presence;
      part.castShadow = piece.casts && presence > 0.6;
    }
  });
}

export function disposePiece(piece: Piece): void {
  piece.object.traverse((part) => {
    if (part instanceof Mesh) {
      (part.geometry as BufferGeometry).dispose();
      (part.material as MeshLambertMaterial).dispose();
    }
  });
}
