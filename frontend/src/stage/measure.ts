/* How wide this person's feet and knees are, so that props fit anybody. Read once from the skin in
   its bind pose, in which x is the person's left, y is up and z is front. Metres. */

import { Vector3 } from "three";
import type { Bone, SkinnedMesh } from "three";

/** An upright cut through the left foot, seen from the ankle joint. The right one is its mirror. */
export interface FootCut {
  /** Forward of the ankle. */
  front: number;
  /** Middle of the cut, to the left and upwards. */
  left: number;
  up: number;
  /** Left and up from that middle, again and again: where a band pulled tight would touch it, for
      OUTLINE angles all round, the first at the left, then towards the top. */
  outline: Float32Array;
}

export interface Measures {
  /** From the knee joint to the skin at the inside of the knee. */
  readonly kneeInner: number;
  readonly arch: FootCut;
  readonly ball: FootCut;
  /** From the left wrist to where that hand holds things. */
  readonly palm: Vector3;
}

const ARCH_SHARE = 0.56;
const BALL_SHARE = 0.63;
const HALF_CUT = 0.012;
export const OUTLINE = 32;
/** A hand lies within this distance of its wrist, and is gripped this share of the way to its
    middle, since fingers have most of its skin. */
const HAND_REACH = 0.24;
const GRIP_SHARE = 0.85;

export function measure(points: readonly Vector3[], bones: ReadonlyMap<string, Bone>): Measures {
  const at = (name: string): Vector3 =>
    bones.get(name)?.getWorldPosition(new Vector3()) ?? new Vector3();
  const knee = at("shank_left");
  const ankle = at("foot_left");
  const inner = points.filter((p) => p.x > 0.005 && Math.abs(p.y - knee.y) < 0.03);
  const foot = points.filter((p) => p.x > 0 && p.y < ankle.y + 0.02);
  const back = Math.min(...foot.map((p) => p.z));
  const front = Math.max(...foot.map((p) => p.z));
  const cut = (share: number): FootCut =>
    cutAt(foot, back + share * (front - back), ankle, 0.03 + (front - back));
  return {
    kneeInner: Math.max(0.03, knee.x - Math.min(knee.x, ...inner.map((p) => p.x))),
    arch: cut(ARCH_SHARE),
    ball: cut(BALL_SHARE),
    palm: gripOf(points, at("hand_left"), at("forearm_left")),
  };
}

/** Where a hand holds things, seen from its wrist. */
function gripOf(points: readonly Vector3[], wrist: Vector3, elbow: Vector3): Vector3 {
  const along = wrist.clone().sub(elbow).normalize();
  const hand = points
    .map((p) => p.clone().sub(wrist))
    .filter((p) => p.length() < HAND_REACH && p.dot(along) > 0);
  const sum = hand.reduce((all, p) => all.add(p), new Vector3());
  return sum.multiplyScalar(GRIP_SHARE / Math.max(1, hand.length));
}

function cutAt(foot: readonly Vector3[], z: number, ankle: Vector3, reach: number): FootCut {
  const near = foot.filter((p) => Math.abs(p.z - z) < HALF_CUT && Math.abs(p.x - ankle.x) < reach);
  const left = near.map((p) => p.x);
  const up = near.map((p) => p.y);
  const [inner, outer] = [Math.min(...left), Math.max(...left)];
  const [low, high] = [Math.min(...up), Math.max(...up)];
  const [x, y] = [(inner + outer) / 2, (low + high) / 2];
  const outline = new Float32Array(2 * OUTLINE);
  for (let index = 0; index < OUTLINE; index += 1) {
    const angle = (2 * Math.PI * index) / OUTLINE;
    const reach = (p: Vector3): number => p.x * Math.cos(angle) + p.y * Math.sin(angle);
    const touched = near.reduce((best, p) => (reach(p) > reach(best) ? p : best), near[0] ?? ankle);
    outline.set([touched.x - x, touched.y - y], 2 * index);
  }
  return { front: z - ankle.z, left: x - ankle.x, up: y - ankle.y, outline };
}

/** Every vertex of the skin in world space, as the bones are now. */
export function skinPoints(skin: readonly SkinnedMesh[]): Vector3[] {
  const points: Vector3[] = [];
  for (const mesh of skin) {
    mesh.updateMatrixWorld(true);
    const { count } = mesh.geometry.getAttribute("position");
    for (let index = 0; index < count; index += 1) {
      const point = mesh.getVertexPosition(index, new Vector3());
      points.push(point.applyMatrix4(mesh.matrixWorld));
    }
  }
  return points;
}
