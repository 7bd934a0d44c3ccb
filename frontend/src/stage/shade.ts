/* The body that casts the shadow: a few dozen barrels in place of the skin. A soft shadow cannot
   tell them apart, and drawing the skin twice would cost as much as all the rest. */

import {
  DynamicDrawUsage,
  FrontSide,
  InstancedMesh,
  Matrix4,
  MeshBasicMaterial,
  MeshDepthMaterial,
  SphereGeometry,
  Vector3,
} from "three";
import type { Bone } from "three";

import type { Figure } from "./figure.ts";

/** From a bone's joint (or metres off it) to another joint, or to metres off the first. */
type Segment = readonly [bone: string, from: Offset | null, to: string | Offset];
type Offset = readonly [left: number, up: number, front: number];

const MIDDLE: readonly Segment[] = [
  ["pelvis", [0, -0.07, 0], "spine_2"],
  ["spine_2", null, "spine_4"],
  ["spine_4", null, "neck"],
  ["neck", null, "head"],
  ["head", [0, -0.03, 0.02], [0, 0.14, 0]],
];
const PAIRED: readonly Segment[] = [
  ["scapula", null, "upper_arm"],
  ["upper_arm", null, "forearm"],
  ["forearm", null, "hand"],
  ["hand", null, [0.03, -0.09, 0.09]],
  ["thigh", null, "shank"],
  ["shank", null, "foot"],
  ["foot", [0, -0.045, -0.04], [0, -0.05, 0.16]],
];
/** Skin farther than this from a segment, in metres, belongs to none. */
const REACH = 0.22;
/** A ball whose ends are pushed out by this power is a barrel. */
const BARREL = 0.65;

interface Barrel {
  readonly bone: Bone;
  readonly from: Vector3;
  readonly to: Vector3;
  readonly place: Matrix4;
}

export class Shade {
  readonly mesh: InstancedMesh;
  readonly #barrels: readonly Barrel[];
  readonly #at = new Matrix4();

  constructor(figure: Figure) {
    const segments = [...MIDDLE, ...PAIRED.flatMap(bothSides)];
    this.#barrels = segments.map((segment) => newBarrel(figure, segment));
    shape(this.#barrels, figure.skin);
    // It casts a shadow and is never seen.
    const unseen = new MeshBasicMaterial({ colorWrite: false, depthWrite: false });
    // The undersides may lie below the ground, where they would cast none.
    unseen.shadowSide = FrontSide;
    this.mesh = new InstancedMesh(barrelGeometry(), unseen, this.#barrels.length);
    this.mesh.instanceMatrix.setUsage(DynamicDrawUsage);
    this.mesh.frustumCulled = false;
    this.mesh.castShadow = true;
    // One of its own, or three.js would look for another program at every change of mesh.
    this.mesh.customDepthMaterial = new MeshDepthMaterial();
  }

  /** Follows the bones, whose world matrices are those of the pose to be drawn. */
  follow(): void {
    for (let index = 0; index < this.#barrels.length; index += 1) {
      const { bone, place } = this.#barrels[index] as Barrel;
      this.mesh.setMatrixAt(index, this.#at.multiplyMatrices(bone.matrixWorld, place));
    }
    this.mesh.instanceMatrix.needsUpdate = true;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    (this.mesh.material as MeshBasicMaterial).dispose();
    this.mesh.customDepthMaterial?.dispose();
    this.mesh.dispose();
  }
}

function bothSides([bone, from, to]: Segment): Segment[] {
  return [1, -1].map((mirror): Segment => {
    const side = mirror > 0 ? "_left" : "_right";
    const flip = ([left, up, front]: Offset): Offset => [mirror * left, up, front];
    return [
      bone + side,
      from === null ? null : flip(from),
      typeof to === "string" ? to + side : flip(to),
    ];
  });
}

function newBarrel(figure: Figure, [name, from, to]: Segment): Barrel {
  const bone = figure.bone(name);
  const joint = bone.getWorldPosition(new Vector3());
  const begin = from === null ? joint.clone() : joint.clone().add(new Vector3(...from));
  const end =
    typeof to === "string"
      ? figure.bone(to).getWorldPosition(new Vector3())
      : joint.clone().add(new Vector3(...to));
  return { bone, from: begin, to: end, place: new Matrix4() };
}

/** Makes every barrel as thick as the skin that lies closest to it, each way by itself. */
function shape(barrels: readonly Barrel[], skin: readonly Vector3[]): void {
  const sums = barrels.map(() => ({ left: 0, front: 0, count: 0 }));
  const [nearest, best, axis] = [new Vector3(), new Vector3(), new Vector3()];
  for (const point of skin) {
    let [least, found] = [REACH, -1];
    barrels.forEach(({ from, to }, index) => {
      axis.subVectors(to, from);
      nearest.subVectors(point, from);
      const share = Math.min(1, Math.max(0, nearest.dot(axis) / axis.lengthSq()));
      nearest.addScaledVector(axis, -share);
      if (nearest.length() < least) {
        [least, found] = [nearest.length(), index];
        best.copy(nearest);
      }
    });
    const sum = sums[found];
    const barrel = barrels[found];
    if (sum !== undefined && barrel !== undefined) {
      const [left, , front] = axesOf(barrel);
      sum.left += best.dot(left) ** 2;
      sum.front += best.dot(front) ** 2;
      sum.count += 1;
    }
  }
  barrels.forEach((barrel, index) => {
    const { left, front, count } = sums[index] ?? { left: 0, front: 0, count: 1 };
    // The mean square over an ellipse is half the square of its half axis.
    settle(barrel, Math.sqrt((2 * left) / (count + 1)), Math.sqrt((2 * front) / (count + 1)));
  });
}

function settle(barrel: Barrel, halfLeft: number, halfFront: number): void {
  const [left, along, front] = axesOf(barrel);
  const half = barrel.from.distanceTo(barrel.to) / 2 + Math.min(halfLeft, halfFront) * 0.4;
  barrel.place.makeBasis(
    left.multiplyScalar(halfLeft),
    along.multiplyScalar(half),
    front.multiplyScalar(halfFront),
  );
  const joint = barrel.bone.getWorldPosition(new Vector3());
  barrel.place.setPosition(barrel.from.clone().add(barrel.to).multiplyScalar(0.5).sub(joint));
}

function axesOf({ from, to }: Barrel): [left: Vector3, along: Vector3, front: Vector3] {
  const along = to.clone().sub(from).normalize();
  const left = new Vector3(1, 0, 0);
  left.addScaledVector(along, -left.dot(along)).normalize();
  return [left, along, left.clone().cross(along)];
}

function barrelGeometry(): SphereGeometry {
  const geometry = new SphereGeometry(1, 8, 6);
  const places = geometry.getAttribute("position");
  for (let index = 0; index < places.count; index += 1) {
    const y = places.getY(index);
    places.setY(index, Math.sign(y) * Math.abs(y) ** BARREL);
  }
  return geometry;
}
