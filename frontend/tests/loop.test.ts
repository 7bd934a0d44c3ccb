import assert from "node:assert/strict";
import { test } from "node:test";

import { at } from "../src/player/at.ts";
import { ShapeError } from "../src/player/reading.ts";
import { sceneAt } from "../src/stage/follow.ts";
import { onceThrough, readWatched } from "../src/stage/loop.ts";

function sent(): Record<string, unknown> {
  return {
    movement: "swing",
    figure: "man",
    steps: [
      { step: "over", seconds: 2, breath: "out" },
      { step: "hold", seconds: 3, breath: "out" },
      { step: "back", seconds: 2.5, breath: "in" },
    ],
    sides: ["left", "right"],
    equipment: ["towel"],
    stills: {},
    urls: { motion: "/motions/MOVEMENT.json?figure=FIGURE", still: "/stills/MOVEMENT" },
  };
}

test("once through takes as long as its steps", () => {
  const timeline = onceThrough(readWatched(sent()), "right");

  assert.deepEqual([timeline.seconds, timeline.phases.map((phase) => phase.at)], [7.5, [0, 2, 5]]);
});

test("every step is seen in its time, at the full range, on the side asked for", () => {
  const timeline = onceThrough(readWatched(sent()), "right");

  const { pose, side, equipment } = sceneAt(timeline, 6.25, 0);

  assert.deepEqual(pose, { movement: "swing", side: "right", range: 1, step: "back", progress: 0.5 });
  assert.deepEqual([side, equipment], ["right", ["towel"]]);
});

test("one breath out lasts through movement and hold", () => {
  const timeline = onceThrough(readWatched(sent()), null);

  assert.ok(Math.abs(at(timeline, 2.5).breathLevel - 0.5) < 1e-9);
});

for (const [fault, changes] of [
  ["a person nobody knows", { figure: "child" }],
  ["a third side", { sides: ["up"] }],
  ["steps without seconds", { steps: [{ step: "over", breath: null }] }],
  ["no address of its motion", { urls: {} }],
] as const) {
  test(`a page with ${fault} is refused`, () => {
    assert.throws(() => readWatched({ ...sent(), ...changes }), ShapeError);
  });
}
