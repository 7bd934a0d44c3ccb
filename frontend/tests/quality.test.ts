import assert from "node:assert/strict";
import { test } from "node:test";

import { BEST, Quality, SLOW_MILLISECONDS, tooSlow, WITH_FEWER_PIXELS } from "../src/stage/quality.ts";

/** Draws pictures that each take so many milliseconds, and tells the levels that were chosen. */
function draw(quality: Quality, times: readonly number[]): number[] {
  const levels: number[] = [];
  let now = 0;
  for (const time of times) {
    now += time;
    if (quality.drawn(now)) {
      levels.push(quality.level);
    }
  }
  return levels;
}

function pictures(count: number, milliseconds: number): number[] {
  return Array.from({ length: count }, () => milliseconds);
}

test("the middle of many times decides, not a few bad ones", () => {
  assert.equal(tooSlow(Float32Array.of(10, 300, 12, 11, 300)), false);
  assert.equal(tooSlow(Float32Array.of(50, 60, 10, 70, 12)), true);
  assert.equal(tooSlow(Float32Array.of(SLOW_MILLISECONDS, 45, 45)), false);
});

test("where pictures come quickly, everything stays for ever", () => {
  assert.deepEqual(draw(new Quality(), pictures(5000, 30)), []);
});

test("where they come slowly, one thing after the other is left out, and then no more", () => {
  assert.deepEqual(draw(new Quality(), pictures(3000, 90)), [1, 2, WITH_FEWER_PIXELS]);
});

test("a short stumble leaves out nothing", () => {
  const stumble = [...pictures(100, 16), ...pictures(30, 120), ...pictures(100, 16)];

  assert.deepEqual(draw(new Quality(), [...stumble, ...stumble, ...stumble]), []);
});

test("what was left out stays out when it gets quicker, so that nothing flickers", () => {
  const quality = new Quality();

  const levels = draw(quality, [...pictures(100, 90), ...pictures(3000, 10)]);

  assert.deepEqual([levels, quality.level], [[1], 1]);
});

test("a machine that is quick enough without the shadow keeps its smooth edges", () => {
  const quality = new Quality();
  let now = 0;
  for (let picture = 0; picture < 2000; picture += 1) {
    now += quality.level === BEST ? 60 : 40;
    quality.drawn(now);
  }

  assert.equal(quality.level, 1);
});

test("time in which nobody was drawing is no slow picture", () => {
  const looks = Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? 2000 : 16));

  assert.deepEqual(draw(new Quality(), looks), []);
});
