import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { NUMBERS_A_POINT, POINTS } from "../src/camera/body.ts";
import { brightnessOf, Dusk } from "../src/camera/brightness.ts";
import { Pace } from "../src/camera/pace.ts";
import { placed } from "../src/camera/placed.ts";
import { Steady } from "../src/camera/steady.ts";
import { Trust } from "../src/camera/trust.ts";
import { CameraWords } from "../src/camera/words.ts";

const ASPECT = 4 / 3;
const FOOT_END = "foot-end-three-quarter";
/* Somebody on the back with bent knees, from the foot end at an angle: head, shoulders, hips, knees,
   feet, as BlazePose saw a rendered person. The rest lies between. */
const LYING: Readonly<Record<number, readonly [number, number]>> = {
  0: [0.38, 0.44],
  7: [0.39, 0.45],
  8: [0.37, 0.46],
  11: [0.43, 0.49],
  12: [0.37, 0.51],
  23: [0.53, 0.51],
  24: [0.5, 0.53],
  25: [0.63, 0.49],
  26: [0.59, 0.5],
  27: [0.7, 0.62],
  28: [0.66, 0.66],
  31: [0.76, 0.67],
  32: [0.73, 0.7],
};
const FROM_THE_SIDE: typeof LYING = {
  0: [0.29, 0.53],
  7: [0.3, 0.56],
  8: [0.3, 0.57],
  11: [0.35, 0.58],
  12: [0.35, 0.6],
  23: [0.54, 0.56],
  24: [0.54, 0.58],
  25: [0.65, 0.48],
  26: [0.65, 0.47],
  27: [0.74, 0.6],
  28: [0.74, 0.6],
  31: [0.8, 0.61],
  32: [0.8, 0.62],
};

type Move = (x: number, y: number) => readonly [number, number];

/** The body moved about in the picture; hidden: points that nothing is seen of. */
function body(
  pose: typeof LYING = LYING,
  move: Move = (x, y) => [x, y],
  hidden: readonly number[] = [],
): Float32Array {
  const landmarks = new Float32Array(POINTS * NUMBERS_A_POINT);
  for (let index = 0; index < POINTS; index += 1) {
    const [x, y] = move(...(pose[index] ?? [0.5, 0.5]));
    landmarks.set([x, y, 0, hidden.includes(index) ? 0.1 : 0.9], index * NUMBERS_A_POINT);
  }
  return landmarks;
}

const grown =
  (times: number, right = 0, down = 0): Move =>
  (x, y) => [0.5 + (x - 0.55) * times + right, 0.5 + (y - 0.55) * times + down];

for (const [what, landmarks, said] of [
  ["nobody", null, "nobody"],
  ["head to feet", body(), "good"],
  ["a body cut off at both ends", body(LYING, grown(3)), "part"],
  ["feet beyond the edge, with no room at the head", body(LYING, grown(2.3, 0.02)), "no_feet_back"],
  ["feet beyond the edge, with room at the head", body(LYING, grown(1.4, 0.25)), "no_feet_aim"],
  ["a head beyond the upper edge, with room below", body(LYING, grown(1.3, 0, -0.4)), "no_head_aim"],
  ["a head beyond the edge, with no room at the feet", body(LYING, grown(2.3, -0.1)), "no_head_back"],
  ["feet under a blanket", body(LYING, undefined, [27, 28, 31, 32]), "no_feet_back"],
  ["knees behind a chair", body(LYING, undefined, [25, 26]), "no_knees"],
  ["somebody far away", body(LYING, grown(0.4)), "far"],
  ["somebody right from the side", body(FROM_THE_SIDE), "from_side"],
] as const) {
  test(`${what} is told as ${said}`, () => {
    assert.equal(placed(landmarks, ASPECT, FOOT_END), said);
  });
}

test("from the side is right where a routine is watched from the side", () => {
  assert.equal(placed(body(FROM_THE_SIDE), ASPECT, "side"), "good");
});

test("legs that point at the camera hide what they do", () => {
  const towards = body({ ...LYING, 27: [0.46, 0.52], 28: [0.36, 0.52] });

  assert.equal(placed(towards, ASPECT, FOOT_END), "from_feet");
});

test("a sentence changes only after it has held, and never twice within two seconds", () => {
  const steady = new Steady<string>();
  const said: string[] = [];
  let changedAt = 0;
  for (let tick = 0; tick < 100; tick += 1) {
    // Good, but for a flicker now and then, and a real change at six seconds.
    const seen = tick >= 60 ? "feet" : tick % 13 === 12 ? "nobody" : "good";
    const says = steady.see(seen, tick / 10);
    if (says !== null && says !== said.at(-1)) {
      said.push(says);
      changedAt = tick;
    }
  }

  assert.deepEqual(said, ["good", "feet"]);
  assert.ok(changedAt > 65 && changedAt < 69);
});

test("two things seen in turns are not told in turns", () => {
  const steady = new Steady<string>();
  const changes = new Set<number>();
  let last: string | null = null;
  for (let tick = 0; tick < 200; tick += 1) {
    const says = steady.see(Math.floor(tick / 8) % 2 === 0 ? "good" : "feet", tick / 10);
    if (says !== last) {
      changes.add(tick);
      last = says;
    }
  }

  const gaps = [...changes].map((tick, index, all) => tick - (all[index - 1] ?? -100));
  assert.ok(gaps.length > 2 && gaps.every((gap) => gap >= 20));
});

test("whoever is seen first only for a moment is not spoken of", () => {
  const steady = new Steady<string>();

  assert.equal(steady.see("nobody", 0), null);
  assert.equal(steady.see("good", 0.5), null);
  assert.equal(steady.see("good", 1.1), "good");
});

function run(pace: Pace, from: number, seconds: number, offers: number, work: number): void {
  let free = from;
  for (let now = from; now < from + seconds; now += 1 / offers) {
    pace.offered(now);
    if (now >= free) {
      free = now + Math.max(work, pace.gapSeconds);
      pace.looked(now + work, work);
    }
  }
}

test("thirty pictures a second are quick enough, and eight that take long are not", () => {
  const quick = new Pace();
  const slow = new Pace();
  run(quick, 0, 10, 30, 0.04);
  run(slow, 0, 10, 30, 0.2);

  assert.equal(quick.slow, false);
  assert.equal(slow.slow, true);
});

test("a moment of slowness is none", () => {
  const pace = new Pace();
  run(pace, 0, 6, 30, 0.04);
  run(pace, 6, 0.6, 30, 0.3);

  assert.equal(pace.slow, false);
});

test("slowed down on purpose, it notices that there is time again", () => {
  const pace = new Pace();
  run(pace, 0, 8, 30, 0.2);
  assert.equal(pace.slow, true);
  assert.ok(pace.gapSeconds > 0.1);

  run(pace, 8, 10, 30, 0.03);

  assert.equal(pace.slow, false);
});

test("a camera that gives few pictures is slow as well", () => {
  const pace = new Pace();
  run(pace, 0, 8, 5, 0.03);

  assert.equal(pace.slow, true);
});

test("brightness is none for black, one for white, and most of it green", () => {
  const all = (...rgb: number[]): number => brightnessOf(new Uint8ClampedArray([...rgb, 255]));

  assert.equal(all(0, 0, 0), 0);
  assert.ok(Math.abs(all(255, 255, 255) - 1) < 1e-9);
  assert.ok(all(0, 255, 0) > all(255, 0, 0) + all(0, 0, 255));
});

test("it is too dark once it stays so, but not for somebody who is seen", () => {
  const dusk = new Dusk();
  dusk.see(0.05, false, 0);
  assert.equal(dusk.dark, false);
  dusk.see(0.05, false, 2);
  assert.equal(dusk.dark, true);

  dusk.see(0.05, true, 2.1);
  assert.equal(dusk.dark, false);
});

/* Head where the feet are, as the model sometimes goes on seeing somebody after a leap. */
const TURNED = body(LYING, (x, y) => [1.1 - x, 1.1 - y]);

/** The seconds at which the picture is searched afresh, a quarter of a second between two looks. */
function searches(trust: Trust, seen: (seconds: number) => Float32Array | null): number[] {
  const times = Array.from({ length: 160 }, (_, index) => index / 4);
  return times.filter((seconds) => trust.see(seen(seconds), ASPECT, seconds));
}

test("a body is believed once it was found twice in the same place", () => {
  assert.deepEqual(
    searches(new Trust(), () => body()),
    [1],
  );
});

test("moving about is no leap", () => {
  const knees = (seconds: number): Float32Array =>
    body(LYING, (x, y) => [x + 0.04 * Math.sin(3 * seconds), y + 0.03 * Math.cos(2 * seconds)]);

  assert.deepEqual(searches(new Trust(), knees), [1]);
});

test("legs taken for arms after a leap are searched for, and then once more to be sure", () => {
  // From ten seconds on the model is mistaken, until the search a second later.
  const seen = (seconds: number): Float32Array =>
    seconds >= 10 && seconds <= 11 ? TURNED : body();

  assert.deepEqual(searches(new Trust(), seen), [1, 11, 13.25]);
});

test("where no two searches agree, they become rare", () => {
  const found = searches(new Trust(), (seconds) => (Math.floor(seconds * 4) % 2 === 0 ? body() : TURNED));

  assert.ok(found.length < 10);
});

test("somebody who left and came back is searched for again", () => {
  assert.deepEqual(
    searches(new Trust(), (seconds) => (seconds > 5 && seconds < 6 ? null : body())),
    [1, 7],
  );
});

const WORDS = new URL("../../src/supine/web/templates/web/words/camera.json", import.meta.url);
const shipped = (): { placing: Record<string, unknown> } =>
  JSON.parse(readFileSync(WORDS, "utf8")) as { placing: Record<string, unknown> };

test("the shipped sentences are those that may be said, and none is left over", () => {
  assert.equal(new CameraWords(shipped()).placing("good"), "Good: head to feet in view.");

  for (const placing of [
    { ...shipped().placing, good: undefined },
    { ...shipped().placing, better: "Even better." },
  ]) {
    assert.throws(() => new CameraWords({ ...shipped(), placing }), /^ShapeError: camera_words/);
  }
});
