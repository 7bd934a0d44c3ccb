import assert from "node:assert/strict";
import { test } from "node:test";

import { ShapeError } from "../src/player/reading.ts";
import {
  clipFor,
  ease,
  evaluate,
  mix,
  newPose,
  readMotion,
  startsAlike,
  turnedOver,
} from "../src/stage/motion.ts";
import type { Clip } from "../src/stage/motion.ts";
import type { PoseAt } from "../src/stage/scene.ts";
import { sentMotion, turned } from "./movements.ts";

const motion = readMotion(sentMotion());

function poseAt(changes: Partial<PoseAt>): number[] {
  const start: PoseAt = { movement: "swing", side: "left", range: 1, step: null, progress: 0 };
  const pose = newPose(motion);
  evaluate(motion, { ...start, ...changes }, pose);
  return [...pose];
}

function assertClose(found: readonly number[], wanted: readonly number[]): void {
  assert.equal(found.length, wanted.length);
  found.forEach((value, index) => {
    assert.ok(Math.abs(value - (wanted[index] as number)) < 1e-6, `${index}: ${found} ${wanted}`);
  });
}

for (const [progress, eased] of [
  [0, 0],
  // 10/64 - 15/256 + 6/1024
  [0.25, 0.103515625],
  [0.5, 0.5],
  [0.75, 0.896484375],
  [1, 1],
  [-3, 0],
  [4, 1],
] as const) {
  test(`a share of ${progress} of the time is ${eased} of the way`, () => {
    assert.ok(Math.abs(ease(progress) - eased) < 1e-12);
  });
}

test("without a step the body is where the movement begins", () => {
  assertClose(poseAt({}), [0, 0.1, 0, ...turned(0), ...turned(0)]);
  assertClose(poseAt({ step: "no such step", progress: 0.7 }), poseAt({}));
});

test("half way in time is half way in space, for the root and for every joint that moves", () => {
  // Keys at 0, 20 and 60 degrees: half the eased way is the middle one.
  assertClose(poseAt({ step: "over", progress: 0.5 }), [0.02, 0.1, 0, ...turned(0), ...turned(20)]);
});

test("between two keys a joint turns evenly, and the root goes straight", () => {
  // Eased, a quarter of the time is 0.103515625 of the way: 0.20703125 from the first key.
  const part = 0.20703125;
  const wanted = [0.02 * part, 0.1, 0, ...turned(0), ...turned(20 * part)];

  assertClose(poseAt({ step: "over", progress: 0.25 }), wanted);
});

test("a step ends in its last key, and a hold stays in its only one", () => {
  const end = [0.04, 0.1, 0, ...turned(0), ...turned(60)];

  assertClose(poseAt({ step: "over", progress: 1 }), end);
  for (const progress of [0, 0.3, 1]) {
    assertClose(poseAt({ step: "hold", progress }), end);
  }
});

test("the shortest way is taken, whichever sign a rotation was sent with", () => {
  // The way back is sent with its second key negated, which is the same rotation.
  assertClose(poseAt({ step: "back", progress: 0.5 }), [0.02, 0.1, 0, ...turned(0), ...turned(30)]);
});

test("each side has its own clip, and a range its closest", () => {
  assert.equal(clipFor(motion, "right", 1).side, "right");
  assert.equal(clipFor(motion, "left", 0.4).range, 0.5);
  assert.equal(clipFor(motion, "left", 0.9).range, 1);
  assert.equal(clipFor(motion, null, 1).range, 1);
});

test("two poses mix by the share asked for", () => {
  const [from, to, mixed] = [newPose(motion), newPose(motion), newPose(motion)];
  from.set([0, 0, 0, ...turned(0), ...turned(10)]);
  to.set([1, 2, 3, ...turned(0), ...turned(50)]);

  mix(from, to, 0.25, mixed);

  assertClose([...mixed], [0.25, 0.5, 0.75, ...turned(0), ...turned(20)]);
});

test("mixing into one of the two poses changes nothing else", () => {
  const [from, to] = [newPose(motion), newPose(motion)];
  from.set([0, 0, 0, ...turned(0), ...turned(10)]);
  to.set([1, 2, 3, ...turned(0), ...turned(50)]);

  mix(from, to, 0.25, to);

  assertClose([...to], [0.25, 0.5, 0.75, ...turned(0), ...turned(20)]);
});

test("every rotation drawn has length one, also where the numbers sent were rounded", () => {
  for (const progress of [0.1, 0.37, 0.62, 0.9]) {
    const pose = poseAt({ step: "over", progress });
    for (const joint of [3, 7]) {
      assert.ok(Math.abs(Math.hypot(...pose.slice(joint, joint + 4)) - 1) < 1e-6);
    }
  }
});

test("things are read with their places", () => {
  assert.deepEqual(motion.props, [
    { shape: "pillow", equipment: null, x: -0.6, z: 0, height: 0.06 },
    { shape: "chair", equipment: null, x: 0.3, z: 0, height: 0.44, turn: 0 },
    { shape: "sofa", equipment: null, x: -0.7, z: 0, height: 0.36, turn: Math.PI },
    { shape: "roll", equipment: "towel" },
    { shape: "strap", equipment: "strap", round: "moving_foot" },
  ]);
});

for (const [fault, changes] of [
  ["no clips", { clips: [] }],
  ["a view nobody knows", { view: "below" }],
  ["a prop nobody can draw", { props: [{ shape: "piano" }] }],
  ["a strap round something else", { props: [{ shape: "strap", equipment: "strap", round: "knees" }] }],
  ["a still pose too short", { clips: [{ ...first(), still: [0, 0, 0] }] }],
  ["a joint that is not there", { clips: [{ ...first(), moving: [2] }] }],
  ["a step without keys", { clips: [{ ...first(), steps: { over: [] } }] }],
  ["a rotation of length two", { clips: [{ ...first(), steps: { over: [[0, 0, 0, 0, 0, 0, 2]] } }] }],
] as const) {
  test(`a motion with ${fault} is refused`, () => {
    assert.throws(() => readMotion({ ...sentMotion(), ...changes }), ShapeError);
  });
}

function first(): Record<string, unknown> {
  return (sentMotion()["clips"] as Record<string, unknown>[])[0] as Record<string, unknown>;
}

test("a body turns over where its pelvis begins turned by more than sixty degrees", () => {
  const over = (degrees: number): boolean => {
    const source = sentMotion();
    const right = (source["clips"] as { still: number[] }[]).at(-1);
    right?.still.splice(3, 4, ...turned(degrees));
    const clips = readMotion(source).clips;
    return turnedOver(clips[0] as Clip, clips.at(-1) as Clip);
  };

  assert.deepEqual([0, 55, 65, 180, -170, 350].map(over), [false, false, true, true, true, false]);
});

test("sides begin alike unless one of them can be seen to begin elsewhere", () => {
  const moved = (metres: number): boolean => {
    const source = sentMotion();
    const right = (source["clips"] as { side: string; still: number[] }[]).at(-1);
    right?.still.splice(0, 1, metres);
    return startsAlike(readMotion(source));
  };

  assert.deepEqual([moved(0), moved(0.0005), moved(-0.002)], [true, true, false]);
});
