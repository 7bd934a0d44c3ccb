/* How a body moves through one movement: the keys that the server sends, and the pose at any
   instant between them. Nothing here knows anatomy; every number is a bone's own rotation.

   A pose is a Float32Array: the root's x, y, z in metres, then x, y, z, w for each joint. */

import { fields, list, number, oneOf, orNull, ShapeError, text } from "../player/reading.ts";
import type { PoseAt, Side } from "./scene.ts";

export type View = "three-quarter" | "side" | "feet" | "above";

/** The feet that a strap goes round. */
export type Strapped = "feet" | "moving_foot";

export type Prop =
  | { shape: "pillow"; equipment: string | null; x: number; z: number; height: number }
  | {
      shape: "chair" | "sofa";
      equipment: string | null;
      x: number;
      z: number;
      height: number;
      /** Where its front points, as a turn in radians; 0 is towards -x, where heads lie. */
      turn: number;
    }
  | { shape: "roll" | "loop"; equipment: string | null }
  | { shape: "strap"; equipment: string | null; round: Strapped };

/** Poses of the moving joints only, one row a key: root, then each moving joint. */
interface Keys {
  readonly count: number;
  readonly rows: Float32Array;
}

export interface Clip {
  readonly side: Side | null;
  readonly range: number;
  readonly still: Float32Array;
  readonly moving: Uint16Array;
  readonly steps: ReadonlyMap<string, Keys>;
}

export interface Motion {
  readonly movement: string;
  readonly position: string;
  readonly view: View;
  readonly joints: readonly string[];
  readonly props: readonly Prop[];
  readonly clips: readonly Clip[];
}

const ROOT = 3;
const TURN = 4;
/** A millimetre, or a tenth of a degree in a quaternion. */
const UNSEEN = 1e-3;
/** The cosine of half of 60 degrees: a pelvis turned further has turned over, or round. */
const TURNED_OVER = Math.cos(Math.PI / 6);

export function readMotion(value: unknown): Motion {
  const source = fields(value, "motion");
  const joints = list(source["joints"], "joints").map((name) => text(name, "joints"));
  const clips = list(source["clips"], "clips").map((clip, index) =>
    readClip(clip, `clips[${index}]`, joints.length),
  );
  if (clips.length === 0) {
    throw new ShapeError("clips", "at least one clip");
  }
  const views: readonly View[] = ["three-quarter", "side", "feet", "above"];
  return {
    movement: text(source["movement"], "movement"),
    position: text(source["position"], "position"),
    view: oneOf(views, source["view"], "view"),
    joints,
    props: list(source["props"], "props").map(readProp),
    clips,
  };
}

export function newPose(motion: Motion): Float32Array {
  return new Float32Array(ROOT + TURN * motion.joints.length);
}

/** Minimum jerk: the way an unhurried limb gets from rest to rest (Flash and Hogan 1985). */
export function ease(progress: number): number {
  const p = Math.min(1, Math.max(0, progress));
  return p * p * p * (10 + p * (6 * p - 15));
}

/** The clip of a side, at the range closest to the one wanted. */
export function clipFor(motion: Motion, side: Side | null, range: number): Clip {
  let best = motion.clips[0] as Clip;
  let least = Infinity;
  for (const clip of motion.clips) {
    const strange = clip.side === side || side === null ? 0 : 10;
    const apart = strange + Math.abs(clip.range - range);
    if (apart < least) {
      best = clip;
      least = apart;
    }
  }
  return best;
}

/** Whether both sides begin in the same pose, as far as anybody can see. */
export function startsAlike(motion: Motion): boolean {
  const first = motion.clips[0] as Clip;
  return motion.clips.every(({ still }) =>
    still.every((value, index) => Math.abs(value - (first.still[index] as number)) < UNSEEN),
  );
}

/** Whether the body would have to turn over between the starting poses of two clips. */
export function turnedOver(from: Clip, to: Clip): boolean {
  let along = 0;
  // The first joint is the pelvis.
  for (let axis = ROOT; axis < ROOT + TURN; axis += 1) {
    along += (from.still[axis] as number) * (to.still[axis] as number);
  }
  return Math.abs(along) < TURNED_OVER;
}

/** Writes the pose into `out`. A step the motion does not know leaves the start pose. */
export function evaluate(motion: Motion, at: PoseAt, out: Float32Array): void {
  const clip = clipFor(motion, at.side, at.range);
  out.set(clip.still);
  const keys = at.step === null ? undefined : clip.steps.get(at.step);
  if (keys === undefined) {
    return;
  }
  const place = ease(at.progress) * (keys.count - 1);
  const key = Math.min(Math.floor(place), Math.max(0, keys.count - 2));
  const share = place - key;
  const width = ROOT + TURN * clip.moving.length;
  const before = key * width;
  const after = keys.count > 1 ? before + width : before;
  for (let axis = 0; axis < ROOT; axis += 1) {
    out[axis] = between(keys.rows[before + axis], keys.rows[after + axis], share);
  }
  for (let index = 0; index < clip.moving.length; index += 1) {
    const row = ROOT + TURN * index;
    const joint = ROOT + TURN * (clip.moving[index] as number);
    slerp(keys.rows, before + row, keys.rows, after + row, share, out, joint);
  }
}

/** Writes the pose a share of the way from one pose to another into `out`. */
export function mix(from: Float32Array, to: Float32Array, share: number, out: Float32Array): void {
  for (let axis = 0; axis < ROOT; axis += 1) {
    out[axis] = between(from[axis], to[axis], share);
  }
  for (let joint = ROOT; joint < to.length; joint += TURN) {
    slerp(from, joint, to, joint, share, out, joint);
  }
}

function between(from: number | undefined, to: number | undefined, share: number): number {
  return (from as number) + ((to as number) - (from as number)) * share;
}

/** The shortest way between two rotations; each is four numbers of its array from its offset. */
function slerp(
  from: Float32Array,
  fromAt: number,
  to: Float32Array,
  toAt: number,
  share: number,
  out: Float32Array,
  outAt: number,
): void {
  let cosine = 0;
  for (let axis = 0; axis < TURN; axis += 1) {
    cosine += (from[fromAt + axis] as number) * (to[toAt + axis] as number);
  }
  const sign = cosine < 0 ? -1 : 1;
  cosine = Math.min(1, Math.abs(cosine));
  let keep = 1 - share;
  let take = share;
  // So close together, the straight line is as good, and the division below is not.
  if (cosine < 0.9999995) {
    const angle = Math.acos(cosine);
    const sine = Math.sin(angle);
    keep = Math.sin(keep * angle) / sine;
    take = Math.sin(take * angle) / sine;
  }
  take *= sign;
  let square = 0;
  for (let axis = 0; axis < TURN; axis += 1) {
    const mixed = keep * (from[fromAt + axis] as number) + take * (to[toAt + axis] as number);
    out[outAt + axis] = mixed;
    square += mixed * mixed;
  }
  const size = 1 / Math.sqrt(square);
  for (let axis = 0; axis < TURN; axis += 1) {
    out[outAt + axis] = (out[outAt + axis] as number) * size;
  }
}

function readClip(value: unknown, place: string, jointCount: number): Clip {
  const source = fields(value, place);
  const still = readRow(source["still"], `${place}.still`, ROOT + TURN * jointCount);
  const moving = list(source["moving"], `${place}.moving`).map((index) => {
    const joint = number(index, `${place}.moving`);
    if (!Number.isInteger(joint) || joint < 0 || joint >= jointCount) {
      throw new ShapeError(`${place}.moving`, "the numbers of joints");
    }
    return joint;
  });
  const steps = Object.entries(fields(source["steps"], `${place}.steps`)).map(
    ([name, rows]) => [name, readKeys(rows, `${place}.steps.${name}`, moving.length)] as const,
  );
  return {
    side: orNull(readSide, source["side"], `${place}.side`),
    range: number(source["range"], `${place}.range`),
    still,
    moving: Uint16Array.from(moving),
    steps: new Map(steps),
  };
}

function readSide(value: unknown, place: string): Side {
  return oneOf(["left", "right"], value, place);
}

function readKeys(value: unknown, place: string, movingCount: number): Keys {
  const width = ROOT + TURN * movingCount;
  const rows = list(value, place).map((row) => readRow(row, place, width));
  if (rows.length === 0) {
    throw new ShapeError(place, "at least one key");
  }
  const joined = new Float32Array(width * rows.length);
  rows.forEach((row, index) => joined.set(row, width * index));
  return { count: rows.length, rows: joined };
}

/** Numbers arrive rounded, so every rotation is brought back to length one. */
function readRow(value: unknown, place: string, width: number): Float32Array {
  const row = Float32Array.from(list(value, place), (entry) => number(entry, place));
  if (row.length !== width) {
    throw new ShapeError(place, `${width} numbers`);
  }
  for (let joint = ROOT; joint < width; joint += TURN) {
    const size = Math.hypot(...row.subarray(joint, joint + TURN));
    if (size < 0.9 || size > 1.1) {
      throw new ShapeError(place, "rotations of length one");
    }
    for (let axis = joint; axis < joint + TURN; axis += 1) {
      row[axis] = (row[axis] as number) / size;
    }
  }
  return row;
}

function readProp(value: unknown, index: number): Prop {
  const place = `props[${index}]`;
  const source = fields(value, place);
  const shapes = ["pillow", "chair", "sofa", "roll", "loop", "strap"] as const;
  const shape = oneOf(shapes, source["shape"], `${place}.shape`);
  const equipment = orNull(text, source["equipment"], `${place}.equipment`);
  if (shape === "strap") {
    const feet = ["feet", "moving_foot"] as const;
    return { shape, equipment, round: oneOf(feet, source["round"], `${place}.round`) };
  }
  if (shape === "roll" || shape === "loop") {
    return { shape, equipment };
  }
  const [x, z] = list(source["at"], `${place}.at`);
  const height = number(source["height"], `${place}.height`);
  const at = { x: number(x, `${place}.at`), z: number(z, `${place}.at`), height };
  if (shape === "pillow") {
    return { shape, equipment, ...at };
  }
  const [frontX, frontZ] = list(source["facing"], `${place}.facing`);
  const facing = [number(frontX, `${place}.facing`), number(frontZ, `${place}.facing`)] as const;
  return { shape, equipment, ...at, turn: Math.atan2(facing[1], -facing[0]) };
}
