/* A rolled towel held between the knees: it lies across the thighs, sticks out above and below
   them, and gives way when they press. */

import { BufferGeometry, Float32BufferAttribute, Matrix4, Vector3 } from "three";
import type { Bone } from "three";

import type { Figure } from "../figure.ts";
import type { Palette } from "../palette.ts";
import { matter, solid } from "./piece.ts";
import type { Piece } from "./piece.ts";

const RADIUS = 0.062;
const HALF_LENGTH = 0.095;
const TURNS = 2.5;
const AROUND = 34;
/** One more spoke, at the same angle as the last, closes the step at the cloth's edge. */
const SEAM = AROUND + 1;
const ALONG = 14;
const RINGS = 4;
/** How far down the thigh from the knee joint the towel is held. */
const UP_THE_THIGH = 0.03;
/** Loops of terry stand this far off the cloth. */
const TERRY = 0.0017;

export function roll(figure: Figure): Piece {
  const material = matter();
  material.vertexColors = true;
  const mesh = solid(rollGeometry(), material);
  mesh.matrixAutoUpdate = false;
  const held = new Held(figure);
  return {
    object: mesh,
    casts: true,
    paint: (palette: Palette) => void material.color.set(palette.towel),
    follow: () => void mesh.matrix.copy(held.place()),
  };
}

/** Where the towel is, and how flat it is pressed. */
class Held {
  readonly #bones: readonly Bone[];
  readonly #kneeInner: number;
  readonly #at = {
    hipLeft: new Vector3(),
    hipRight: new Vector3(),
    left: new Vector3(),
    right: new Vector3(),
    ankleLeft: new Vector3(),
    ankleRight: new Vector3(),
  };
  /** In the order of the bones. */
  readonly #points = Object.values(this.#at);
  readonly #across = new Vector3();
  readonly #axis = new Vector3();
  readonly #third = new Vector3();
  readonly #middle = new Vector3();
  readonly #matrix = new Matrix4();

  constructor(figure: Figure) {
    const names = ["thigh", "shank", "foot"].flatMap((bone) => [`${bone}_left`, `${bone}_right`]);
    this.#bones = names.map((name) => figure.bone(name));
    this.#kneeInner = figure.measures.kneeInner;
  }

  place(): Matrix4 {
    for (let index = 0; index < this.#points.length; index += 1) {
      const bone = this.#bones[index] as Bone;
      (this.#points[index] as Vector3).setFromMatrixPosition(bone.matrixWorld);
    }
    const { hipLeft, hipRight, left, right, ankleLeft, ankleRight } = this.#at;
    const across = this.#across.subVectors(right, left);
    const gap = Math.max(0.03, across.length() - 2 * this.#kneeInner);
    across.normalize();
    const middle = this.#middle.addVectors(left, right).multiplyScalar(0.5);
    const hip = hipLeft.add(hipRight).multiplyScalar(0.5).sub(middle).normalize();
    const ankle = ankleLeft.add(ankleRight).multiplyScalar(0.5).sub(middle).normalize();
    // Out of the bent knee, away from hip and heel alike.
    const axis = this.#axis.addVectors(hip, ankle).normalize().negate();
    middle.addScaledVector(hip, UP_THE_THIGH);
    const third = this.#third.crossVectors(across, axis).normalize();
    across.crossVectors(axis, third);
    const pressed = gap / (2 * RADIUS);
    // What is pressed flat one way gets wider the other way.
    const widened = Math.min(1.3, 1 / Math.sqrt(Math.max(0.4, pressed)));
    this.#matrix.makeBasis(
      across.multiplyScalar(pressed),
      axis,
      third.multiplyScalar(widened),
    );
    return this.#matrix.setPosition(middle);
  }
}

/** Its axis is y. The outer edge of the cloth is a small step; the ends show the winding. */
function rollGeometry(): BufferGeometry {
  const places: number[] = [];
  const shades: number[] = [];
  const corners: number[] = [];
  const chance = seeded(7);
  const put = (radius: number, angle: number, y: number, shade: number): void => {
    places.push(radius * Math.cos(angle), y, radius * Math.sin(angle));
    shades.push(shade, shade, shade);
  };
  for (let ring = 0; ring <= ALONG; ring += 1) {
    const y = HALF_LENGTH * (2 * (ring / ALONG) - 1);
    const rim = Math.min(ring, ALONG - ring) === 0 ? 0.94 : 1;
    for (let spoke = 0; spoke <= SEAM; spoke += 1) {
      const loops = spoke === 0 || spoke === SEAM ? 0 : (chance() - 0.5) * TERRY;
      put(RADIUS * rim * wound(spoke) + loops, angleOf(spoke), y, 0.9 + 0.1 * chance());
    }
  }
  grid(corners, 0, ALONG, SEAM);
  for (const end of [-1, 1]) {
    const first = places.length / 3;
    for (let ring = 0; ring <= RINGS; ring += 1) {
      for (let spoke = 0; spoke <= SEAM; spoke += 1) {
        const radius = (RADIUS * 0.94 * wound(spoke) * ring) / RINGS;
        const layer = Math.sin(2 * Math.PI * TURNS * (ring / RINGS) - angleOf(spoke));
        put(radius, angleOf(spoke), end * (HALF_LENGTH + 0.0015 * layer), 0.9 + 0.06 * layer);
      }
    }
    grid(corners, first, RINGS, SEAM, end < 0);
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute(places, 3));
  geometry.setAttribute("color", new Float32BufferAttribute(shades, 3));
  geometry.setIndex(corners);
  geometry.computeVertexNormals();
  return geometry;
}

/** How far out the cloth is at a spoke: a little less all the way round, then back at the seam. */
function wound(spoke: number): number {
  return spoke === SEAM ? 1 : 1 - 0.07 * (spoke / AROUND);
}

function angleOf(spoke: number): number {
  return (2 * Math.PI * Math.min(spoke, AROUND)) / AROUND;
}

function grid(corners: number[], first: number, rows: number, columns: number, turned = true): void {
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const a = first + row * (columns + 1) + column;
      const b = a + columns + 1;
      corners.push(...(turned ? [a, b, a + 1, a + 1, b, b + 1] : [a, a + 1, b, a + 1, b + 1, b]));
    }
  }
}

/** The same small irregularities every time (a linear congruential generator). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

