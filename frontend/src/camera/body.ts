/* The 33 points of one body, as BlazePose orders them
   (https://ai.google.dev/edge/mediapipe/solutions/vision/pose_landmarker). */

/** Numbers a point: x and y as shares of the picture, z, and how visible it is thought to be. */
export const NUMBERS_A_POINT = 4;
export const POINTS = 33;

export const HEAD = [0, 7, 8] as const;
export const SHOULDERS = [11, 12] as const;
export const HIPS = [23, 24] as const;
export const KNEES = [25, 26] as const;
export const FEET = [27, 28, 31, 32] as const;
const LEFT = [
  [11, 13],
  [13, 15],
  [11, 23],
  [23, 25],
  [25, 27],
  [27, 31],
  [27, 29],
  [29, 31],
] as const;
const RIGHT = [
  [12, 14],
  [14, 16],
  [12, 24],
  [24, 26],
  [26, 28],
  [28, 32],
  [28, 30],
  [30, 32],
] as const;
const MIDDLE = [
  [11, 12],
  [23, 24],
] as const;

/** The lines of the skeleton, by the person's own side. */
export const BONES = { left: LEFT, right: RIGHT, middle: MIDDLE } as const;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** x and y in widths and heights of the picture; outside 0 to 1 where it is only guessed at. */
export function pointOf(landmarks: Float32Array, index: number): Point {
  const at = index * NUMBERS_A_POINT;
  return { x: landmarks[at] ?? NaN, y: landmarks[at + 1] ?? NaN };
}

/** The middle of several points. */
export function middleOf(landmarks: Float32Array, indices: readonly number[]): Point {
  const points = indices.map((index) => pointOf(landmarks, index));
  const sum = (pick: (point: Point) => number): number =>
    points.reduce((total, point) => total + pick(point), 0);
  return { x: sum((point) => point.x) / points.length, y: sum((point) => point.y) / points.length };
}

export function visibilityOf(landmarks: Float32Array, index: number): number {
  return landmarks[index * NUMBERS_A_POINT + 3] ?? 0;
}
