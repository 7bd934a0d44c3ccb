import assert from "node:assert/strict";
import { test } from "node:test";

import { passed } from "../src/player/passed.ts";
import { small } from "./cast.ts";

const timeline = small();

function ends(from: number, to: number, wasSeek = false): number[] {
  return passed(from, to, timeline, wasSeek).map((rep) => rep.endsAt);
}

test("a rep counts when its end is played past, once", () => {
  assert.deepEqual(ends(23.9, 24), [24]);
  assert.deepEqual(ends(24, 24.1), []);
});

test("a hidden tab that is looked at seldom still counts every rep", () => {
  assert.deepEqual(ends(20, 37), [24, 28, 32, 36]);
});

test("a seek counts nothing, forwards or backwards", () => {
  assert.deepEqual(ends(20, 60, true), []);
  assert.deepEqual(ends(60, 20, true), []);
  assert.deepEqual(ends(60, 20), []);
});
