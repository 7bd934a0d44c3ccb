import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { at } from "../src/player/at.ts";
import { passed } from "../src/player/passed.ts";
import { ShapeError } from "../src/player/reading.ts";
import { readTimeline } from "../src/player/timeline.ts";
import { sent, small } from "./cast.ts";

test("the reps of a set are found with their sides, in order", () => {
  const { reps } = small();

  const swings = reps.filter((rep) => rep.set === 0);
  assert.deepEqual(
    swings.map((rep) => `${rep.side} ${rep.rep}`),
    ["left 1", "right 1", "left 2", "right 2", "left 3", "right 3", "left 4", "right 4"],
  );
  assert.deepEqual(swings[0], {
    set: 0,
    movement: "swing",
    side: "left",
    rep: 1,
    at: 20,
    endsAt: 24,
    lastOfSet: false,
  });
  assert.deepEqual(
    reps.filter((rep) => rep.lastOfSet).map((rep) => rep.endsAt),
    [52, 72],
  );
});

test("a set moves from its first rep, not from the tone before it", () => {
  assert.equal(small().sets[0]?.movingAt, 20);
});

for (const [fault, change] of [
  ["no seconds", { seconds: "long" }],
  ["no phases", { phases: [] }],
  ["a set that is no object", { sets: [3] }],
  ["a side nobody has", { phases: [{ at: 0, seconds: 1, name: "over", side: "up" }] }],
  ["a cue of an unknown kind", { cues: [{ at: 0, seconds: 1, kind: "shout", text: "Go" }] }],
] as const) {
  test(`a timeline with ${fault} is refused`, () => {
    assert.throws(() => readTimeline({ ...sent(), ...change }), ShapeError);
  });
}

test("what the server sends is read, and looked at often or seldom it counts the same", () => {
  const file = process.env["SUPINE_TIMELINE"];
  assert.ok(file, "SUPINE_TIMELINE names a timeline as the server sends it");
  const timeline = readTimeline(JSON.parse(readFileSync(file, "utf-8")));
  assert.ok(timeline.reps.length > 0);

  for (const step of [0.016, 0.25, 1, 7.3]) {
    const counted = [];
    for (let now = 0; now < timeline.seconds + step; now += step) {
      counted.push(...passed(now - step, now, timeline, false));
      const { breathLevel, setIndex } = at(timeline, now);
      assert.ok(breathLevel >= 0 && breathLevel <= 1);
      assert.ok(setIndex >= -1 && setIndex < timeline.sets.length);
    }
    assert.deepEqual(counted, timeline.reps);
  }
});
