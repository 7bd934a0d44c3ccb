/* Whether the camera stands where it can follow this routine, judged from one look at a body. */

import { FEET, HEAD, HIPS, KNEES, middleOf, pointOf, SHOULDERS, visibilityOf } from "./body.ts";
import type { Point } from "./body.ts";

/** Where the camera should look from. */
export const VIEWS = ["foot-end-three-quarter", "side"] as const;
export type CameraView = (typeof VIEWS)[number];

/** What is to be said of it. _back: the camera is too near; _aim: it points beside. */
export type Placed =
  | "nobody"
  | "part"
  | "no_head_back"
  | "no_head_aim"
  | "no_feet_back"
  | "no_feet_aim"
  | "no_knees"
  | "far"
  | "from_side"
  | "from_feet"
  | "good";

// Beyond the edge the points are still guessed at, and rightly lie outside.
const EDGE = 0.005;
const VISIBLE = 0.5;
// Shoulders to ankles, in heights of the picture. A person framed well has .4 or more.
const SMALLEST_BODY = 0.25;
// How far left and right lie apart, as a share of shoulders to ankles. Lying on the back, from the
// side it is .02 to .04, from the foot end at an angle .13 to .2 (rendered people, BlazePose lite).
const FROM_THE_SIDE_BELOW = 0.06;
const FROM_THE_FEET_ABOVE = 0.6;
// As much free picture at the other end means that pointing the camera there is enough.
const ROOM_TO_AIM = 0.16;
const PAIRS = [SHOULDERS, HIPS, [27, 28]] as const;
const ENDS = [...HEAD, ...SHOULDERS, ...HIPS, ...KNEES, ...FEET];

/** aspect: width over height of the picture. */
export function placed(
  landmarks: Float32Array | null,
  aspect: number,
  view: CameraView,
): Placed {
  if (landmarks === null) {
    return "nobody";
  }
  const [head, feet] = [inPicture(landmarks, HEAD), inPicture(landmarks, FEET)];
  if (!head && !feet) {
    return "part";
  }
  if (!head || !feet) {
    const missing = head ? FEET : HEAD;
    const remedy = canAim(landmarks, missing) ? "aim" : "back";
    return head ? `no_feet_${remedy}` : `no_head_${remedy}`;
  }
  if (!inPicture(landmarks, KNEES)) {
    return "no_knees";
  }
  return angle(landmarks, aspect, view);
}

function angle(landmarks: Float32Array, aspect: number, view: CameraView): Placed {
  const across = (from: Point, to: Point): number =>
    Math.hypot((from.x - to.x) * aspect, from.y - to.y);
  const length = across(middleOf(landmarks, SHOULDERS), middleOf(landmarks, [27, 28]));
  const apart = PAIRS.map(([left, right]) =>
    across(pointOf(landmarks, left), pointOf(landmarks, right)),
  );
  const spread = apart.reduce((sum, each) => sum + each, 0) / apart.length / length;
  if (spread > FROM_THE_FEET_ABOVE) {
    return "from_feet";
  }
  if (length < SMALLEST_BODY) {
    return "far";
  }
  return view === "foot-end-three-quarter" && spread < FROM_THE_SIDE_BELOW ? "from_side" : "good";
}

/** All of them within the picture, and one of them not only guessed at: the far leg often is. */
function inPicture(landmarks: Float32Array, indices: readonly number[]): boolean {
  return (
    indices.every((index) => isWithin(pointOf(landmarks, index))) &&
    indices.some((index) => visibilityOf(landmarks, index) >= VISIBLE)
  );
}

function isWithin({ x, y }: Point): boolean {
  return x > EDGE && x < 1 - EDGE && y > EDGE && y < 1 - EDGE;
}

/** Whether the picture has room to spare on the side away from what is missing. */
function canAim(landmarks: Float32Array, missing: readonly number[]): boolean {
  const points = ENDS.map((index) => pointOf(landmarks, index));
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  const out = missing.map((index) => pointOf(landmarks, index)).filter((point) => !isWithin(point));
  const beyond = (test: (point: Point) => boolean, room: number): boolean =>
    !out.some(test) || room > ROOM_TO_AIM;
  return (
    out.length > 0 &&
    beyond((point) => point.x <= EDGE, 1 - Math.max(...xs)) &&
    beyond((point) => point.x >= 1 - EDGE, Math.min(...xs)) &&
    beyond((point) => point.y <= EDGE, 1 - Math.max(...ys)) &&
    beyond((point) => point.y >= 1 - EDGE, Math.min(...ys))
  );
}
