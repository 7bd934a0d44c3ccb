/* A flat band along a path of points, each with the direction of the band's width there. The
   vertices are written anew in place whenever the path has moved. */

import { BufferAttribute, BufferGeometry, DynamicDrawUsage, Vector3 } from "three";
import type { Mesh, MeshLambertMaterial } from "three";

import { matter, solid } from "./piece.ts";

/** Corners of the oval cut through the band. */
const AROUND = 6;
const COSINES = Array.from({ length: AROUND }, (_, at) => Math.cos((2 * Math.PI * at) / AROUND));
const SINES = Array.from({ length: AROUND }, (_, at) => Math.sin((2 * Math.PI * at) / AROUND));

export class Ribbon {
  readonly mesh: Mesh;
  readonly material: MeshLambertMaterial = matter();
  readonly path: readonly Vector3[];
  /** Unit vectors. */
  readonly across: readonly Vector3[];
  readonly #geometry = new BufferGeometry();
  readonly #places: BufferAttribute;
  readonly #normals: BufferAttribute;
  readonly #closed: boolean;
  readonly #along = new Vector3();
  readonly #out = new Vector3();
  readonly #wide = new Vector3();

  /** closed: the last point is joined to the first. */
  constructor(points: number, closed: boolean) {
    this.#closed = closed;
    this.path = Array.from({ length: points }, () => new Vector3());
    this.across = Array.from({ length: points }, () => new Vector3(1, 0, 0));
    this.#places = changing(points * AROUND);
    this.#normals = changing(points * AROUND);
    this.#geometry.setAttribute("position", this.#places);
    this.#geometry.setAttribute("normal", this.#normals);
    const corners: number[] = [];
    for (let index = 0; index < (closed ? points : points - 1); index += 1) {
      for (let side = 0; side < AROUND; side += 1) {
        const [here, next] = [index * AROUND, ((index + 1) % points) * AROUND];
        const other = (side + 1) % AROUND;
        const [a, b, c, d] = [here + side, here + other, next + side, next + other];
        corners.push(a, b, c, b, d, c);
      }
    }
    this.#geometry.setIndex(corners);
    this.mesh = solid(this.#geometry, this.material);
    this.mesh.frustumCulled = false;
  }

  /** Metres along the path. */
  length(): number {
    let sum = 0;
    for (let index = 1; index < this.path.length; index += 1) {
      sum += (this.path[index] as Vector3).distanceTo(this.path[index - 1] as Vector3);
    }
    return sum;
  }

  /** Writes the vertices. width and thickness: metres. */
  write(width: number, thickness: number): void {
    const places = this.#places.array;
    const normals = this.#normals.array;
    const count = this.path.length;
    for (let index = 0; index < count; index += 1) {
      const before = this.#closed ? (index + count - 1) % count : Math.max(0, index - 1);
      const after = this.#closed ? (index + 1) % count : Math.min(count - 1, index + 1);
      const at = this.path[index] as Vector3;
      this.#along.subVectors(this.path[after] as Vector3, this.path[before] as Vector3);
      const out = this.#out.crossVectors(this.#along, this.across[index] as Vector3).normalize();
      const wide = this.#wide.crossVectors(out, this.#along).normalize();
      for (let side = 0; side < AROUND; side += 1) {
        const cosine = COSINES[side] as number;
        const sine = SINES[side] as number;
        const w = (cosine * width) / 2;
        const t = (sine * thickness) / 2;
        // A flat thing looks flat: its normals lean out far less than those of a tube.
        const lean = 0.35 * cosine;
        const vertex = 3 * (index * AROUND + side);
        places[vertex] = at.x + wide.x * w + out.x * t;
        places[vertex + 1] = at.y + wide.y * w + out.y * t;
        places[vertex + 2] = at.z + wide.z * w + out.z * t;
        normals[vertex] = out.x * sine + wide.x * lean;
        normals[vertex + 1] = out.y * sine + wide.y * lean;
        normals[vertex + 2] = out.z * sine + wide.z * lean;
      }
    }
    this.#places.needsUpdate = true;
    this.#normals.needsUpdate = true;
  }
}

function changing(vertices: number): BufferAttribute {
  const numbers = new BufferAttribute(new Float32Array(3 * vertices), 3);
  numbers.setUsage(DynamicDrawUsage);
  return numbers;
}
