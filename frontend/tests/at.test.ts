import assert from "node:assert/strict";
import { test } from "node:test";

import { alternates, at, backPoint, repsOver, resumePoint, skipPoint } from "../src/player/at.ts";
import { small } from "./cast.ts";

const timeline = small();

for (const [seconds, stage] of [
  [0, "before"],
  [10, "set-up"],
  [19.9, "set-up"],
  [20, "moving"],
  [52, "rest"],
  [56, "set-up"],
  [71.9, "moving"],
  [72, "end"],
  [999, "end"],
] as const) {
  test(`second ${seconds} is ${stage}`, () => {
    assert.equal(at(timeline, seconds).stage, stage);
  });
}

test("a moment within a rep knows its number, side and breath", () => {
  const { rep, side, breath, phaseProgress, nextSet } = at(timeline, 33);

  assert.deepEqual([rep?.rep, side, breath, phaseProgress], [2, "right", "out", 0.5]);
  assert.equal(nextSet?.name, "Squeeze");
});

test("the ring is full between an in-breath and an out-breath, and empty between out and in", () => {
  assert.ok(Math.abs(at(timeline, 24).breathLevel - 1) < 1e-9);
  assert.ok(at(timeline, 22).breathLevel < 1e-9);
});

test("the ring never jumps", () => {
  const levels = Array.from({ length: 8000 }, (_, index) => at(timeline, index / 100).breathLevel);

  levels.slice(1).forEach((level, index) => {
    assert.ok(Math.abs(level - (levels[index] as number)) < 0.02, `at ${index / 100}`);
  });
});

test("one out-breath lasts through the squeeze and the hold after it", () => {
  const begin = at(timeline, 60).breathLevel;
  const middle = at(timeline, 62).breathLevel;
  const end = at(timeline, 63.999).breathLevel;

  assert.ok(begin > 0.99 && end < 0.01);
  assert.ok(Math.abs(middle - 0.5) < 0.01);
});

test("a hold is counted down to one", () => {
  const counts = [61.1, 62.1, 63.9, 64.1].map((seconds) => at(timeline, seconds).holdCount);

  assert.deepEqual(counts, [3, 2, 1, null]);
});

test("what is over is counted for each side by itself", () => {
  const position = at(timeline, 25);

  assert.deepEqual([repsOver(timeline, position, "left"), repsOver(timeline, position, "right")], [1, 0]);
});

test("what was said stays readable for a moment", () => {
  assert.deepEqual(
    [11, 13, 15, 16].map((seconds) => at(timeline, seconds).words),
    ["", "Knees bent.", "Knees bent.", ""],
  );
});

test("back leads to the start of the set, and from there to the one before", () => {
  assert.deepEqual(
    [40, 12, 62, 58, 5, 54].map((seconds) => backPoint(timeline, seconds)),
    [10, 10, 56, 10, 0, 10],
  );
});

test("skip leads to the next set, and from the last one to the end words", () => {
  assert.deepEqual(
    [5, 12, 40, 54, 58, 75].map((seconds) => skipPoint(timeline, seconds)),
    [10, 56, 56, 56, 72, 75],
  );
});

test("an interrupted session goes on at the start of what was interrupted", () => {
  assert.deepEqual(
    [5, 15, 27, 53, 58, 63].map((seconds) => resumePoint(at(timeline, seconds))),
    [0, 10, 24, 52, 56, 60],
  );
});

test("sides that change with every rep are told from sides that stay", () => {
  assert.deepEqual([alternates(timeline, 0), alternates(timeline, 1)], [true, false]);
});
