import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { at } from "../src/player/at.ts";
import { readTimeline } from "../src/player/timeline.ts";
import type { Timeline } from "../src/player/timeline.ts";
import { BLEND_SECONDS, FADE_SECONDS, newScene, sceneAt } from "../src/stage/follow.ts";
import { ease } from "../src/stage/motion.ts";
import type { ChangeOf } from "../src/stage/follow.ts";
import type { Scene } from "../src/stage/scene.ts";
import { CHANGES_AT, oneSideThenTheOther, sent } from "./cast.ts";
import type { Sent } from "./cast.ts";

/* From cast.ts: ready to 10, swing set up to 20, swings to 52, rest to 56, set up to 60, squeezes
   to 72, end. Here with the steps, and with one swing shown from 14 to 18. */
const timeline = withSteps();

/** A swing lies, a squeeze sits. */
const sitting: ChangeOf = (from, to) => (from.movement === to.movement ? "nothing" : "turn-over");

function show(seconds: number, changeOf?: ChangeOf): Scene {
  return sceneAt(timeline, seconds, 0.4, changeOf);
}

for (const [seconds, when] of [
  [0, "before anything is done"],
  [12, "while the person gets into place"],
  [19, "while the last words before it are said"],
] as const) {
  test(`${when} the body lies in the start pose of what comes`, () => {
    const { pose, from, fade, side, equipment } = show(seconds);

    assert.deepEqual(
      [pose.movement, pose.step, pose.side, pose.range],
      ["swing", null, "left", 0.4],
    );
    assert.deepEqual([from, fade, side, equipment], [null, 0, null, []]);
  });
}

test("a movement that is shown is seen, on its side, and nobody counts it", () => {
  const { pose, side } = show(15);

  assert.deepEqual([pose.step, pose.progress, pose.side, side], ["over", 0.5, "left", "left"]);
});

test("a rep is seen at its side, range, step and share of the step", () => {
  const { pose, side, blend, breath } = show(25.5);

  assert.deepEqual(pose, { movement: "swing", side: "right", range: 0.5, step: "over", progress: 0.75 });
  assert.deepEqual([side, blend, breath], ["right", 1, 0.4]);
});

test("a hold is the step of its own name, which has one pose", () => {
  const { pose, side, equipment } = show(62.5);

  assert.deepEqual([pose.step, pose.progress, side, equipment], ["hold", 0.5, null, ["towel"]]);
});

test("from one movement to the next in the same position the body goes without a jump", () => {
  const [begun, half, there] = [52, 52 + BLEND_SECONDS / 2, 52 + BLEND_SECONDS].map((seconds) => {
    const { pose, from, blend, fade } = show(seconds);
    return [from?.movement ?? null, from?.side ?? null, pose.movement, nearly(blend), fade];
  });

  assert.deepEqual(begun, ["swing", "right", "squeeze", 0, 0]);
  assert.deepEqual(half, ["swing", "right", "squeeze", 0.5, 0]);
  assert.deepEqual(there, [null, null, "squeeze", 1, 0]);
});

test("things change hands half way", () => {
  assert.deepEqual(show(52.1).equipment, []);
  assert.deepEqual(show(53.1).equipment, ["towel"]);
});

test("where the position changes too, the body fades out and comes in the other one", () => {
  const seen = [0, 0.5, 1, 1.5, 2].map((share) => {
    const { pose, from, fade } = show(52 + share * FADE_SECONDS, sitting);
    return [pose.movement, pose.step, from, nearly(fade)];
  });

  assert.deepEqual(seen, [
    ["swing", null, null, 0],
    ["swing", null, null, 0.5],
    ["squeeze", null, null, 1],
    ["squeeze", null, null, 0.5],
    ["squeeze", null, null, 0],
  ]);
});

test("a change that has little time is over when the movement begins", () => {
  const quick = withSteps((phases, sets) => {
    sets.slice(1).forEach((set) => Object.assign(set, { at: 52.4, moving_at: 52.8, ends_at: 64.8 }));
    for (const phase of phases) {
      if (Number(phase["at"]) >= 52 && Number(phase["at"]) < 60) {
        phase["at"] = phase["name"] === "rest" ? 52 : 52.4;
        phase["seconds"] = 0.4;
      } else if (Number(phase["at"]) >= 60) {
        phase["at"] = Number(phase["at"]) - 7.2;
      }
    }
  });

  assert.equal(nearly(sceneAt(quick, 52.4, 0).blend), 0.5);
  assert.deepEqual([sceneAt(quick, 52.8, 0).from, sceneAt(quick, 52.8, 0).pose.step], [null, "squeeze"]);
});

test("after the last movement, and after the track, the body lies where that began", () => {
  for (const seconds of [72, 75, 80, 999]) {
    const { pose, from, side } = show(seconds);
    assert.deepEqual([pose.movement, pose.step, from, side], ["squeeze", null, null, null]);
  }
});

test("at any instant of a rep the scene is the phase's, to the number", () => {
  for (const seconds of instants(timeline, 400)) {
    const { phase, phaseProgress } = at(timeline, seconds);
    if (phase.step === null) {
      continue;
    }
    const { pose, from, fade } = show(seconds);
    const { movement, side, range, step } = phase;
    assert.deepEqual(pose, { movement, side, range, step, progress: phaseProgress });
    assert.deepEqual([from, fade], [null, 0]);
  }
});

/** Each side begins in its own pose, the left leg bent and then the right one. */
const unlike: ChangeOf = (from, to) => (from.side === to.side ? "nothing" : "move");

test("a side that begins otherwise than the last one ended is come to without a jump", () => {
  const seen = [0, BLEND_SECONDS / 2, BLEND_SECONDS + 0.1].map((gone) => {
    // The first swing to the left ends at 24.
    const { pose, from, blend } = show(24 + gone, unlike);
    const left = from === null ? null : [from.movement, from.side, from.range, from.step];
    return [pose.side, pose.step, nearly(pose.progress), left, nearly(blend)];
  });

  const left = ["swing", "left", 0.4, null];
  assert.deepEqual(seen, [
    ["right", "over", 0, left, 0],
    ["right", "over", 0.3, left, 0.5],
    ["right", "over", 0.65, null, 1],
  ]);
});

test("a first step that is short is long enough to come to the other side", () => {
  const quick = withSteps((phases) => {
    for (const phase of phases) {
      if (phase["at"] === 24) {
        phase["seconds"] = 0.8;
      } else if (phase["at"] === 26) {
        Object.assign(phase, { at: 24.8, seconds: 3.2 });
      }
    }
  });

  assert.equal(nearly(sceneAt(quick, 24.4, 0, unlike).blend), 0.5);
  assert.equal(sceneAt(quick, 24.8, 0, unlike).from, null);
});

test("where somebody waited in between, the side is come to from where they waited", () => {
  const waited = withSteps((phases) => {
    const between = phases.find((phase) => phase["at"] === 22) ?? {};
    Object.assign(between, { name: "rest", side: null, rep: null, step: null });
  });

  const { pose, from, blend } = sceneAt(waited, 24, 0, unlike);
  assert.deepEqual([pose.side, from?.side, from?.step, blend], ["right", "left", null, 0]);
});

const changed = withSteps(oneSideThenTheOther);

function seenInChange(changeOf: ChangeOf, gone: readonly number[]): unknown[] {
  return gone.map((after) => {
    const { pose, from, blend, fade, side } = sceneAt(changed, CHANGES_AT + after, 0, changeOf);
    assert.deepEqual([pose.movement, pose.step, side], ["swing", null, null]);
    return [from?.side ?? null, pose.side, pose.range, nearly(blend), nearly(fade)];
  });
}

test("where there is time to change sides, the body goes over at its beginning", () => {
  assert.deepEqual(seenInChange(unlike, [0, BLEND_SECONDS / 2, BLEND_SECONDS, 5]), [
    ["left", "right", 0.5, 0, 0],
    ["left", "right", 0.5, 0.5, 0],
    [null, "right", 0.5, 1, 0],
    [null, "right", 0.5, 1, 0],
  ]);
});

test("where it would turn over to the other side, it fades and comes on the other", () => {
  const turning: ChangeOf = (from, to) => (from.side === to.side ? "nothing" : "turn-over");
  const shares = [0, 0.5, 1, 1.5, 2].map((share) => share * FADE_SECONDS);

  assert.deepEqual(seenInChange(turning, shares), [
    [null, "left", 0.4, 1, 0],
    [null, "left", 0.4, 1, 0.5],
    [null, "right", 0.5, 1, 1],
    [null, "right", 0.5, 1, 0.5],
    [null, "right", 0.5, 1, 0],
  ]);
});

test("after a change the second side is there already", () => {
  for (const seconds of [CHANGES_AT + 6, CHANGES_AT + 6.1]) {
    const { from, pose } = sceneAt(changed, seconds, 0, unlike);
    assert.deepEqual([from, pose.side, pose.step], [null, "right", "over"]);
  }
});

test("the first side, and the later steps of a side, are come to from nowhere", () => {
  for (const seconds of [14, 20, 20.5, 22, 22.1, 26, 26.1, 60, 61]) {
    assert.equal(show(seconds, unlike).from, null, String(seconds));
  }
});

test("sides that begin alike are drawn to the number all the way", () => {
  for (const seconds of [24, 24.1, 25, 28, 28.1]) {
    const { from, blend } = show(seconds, sitting);
    assert.deepEqual([from, blend], [null, 1]);
  }
});

test("a scene written again and again is as good as a new one", () => {
  const reused = newScene();
  for (const seconds of instants(timeline, 200)) {
    const again = sceneAt(timeline, seconds, 0.4, unlike, reused);
    const { pose, from, blend, fade, side, equipment } = show(seconds, unlike);
    assert.equal(again, reused);
    assert.deepEqual(
      [again.pose, again.from, again.blend, again.fade, again.side, again.equipment],
      [pose, from, blend, fade, side, equipment],
    );
  }
});

test("what the server sends is followed: the step at every rep, and never a jump between sets", () => {
  const file = process.env["SUPINE_TIMELINE"];
  assert.ok(file, "SUPINE_TIMELINE names a timeline as the server sends it");
  const real = readTimeline(JSON.parse(readFileSync(file, "utf-8")));
  let moved = 0;
  for (const seconds of instants(real, 500)) {
    const { phase } = at(real, seconds);
    const { pose, equipment } = sceneAt(real, seconds, 0);
    assert.equal(pose.step, phase.step);
    if (phase.rep !== null) {
      const set = real.sets.find((one) => one.at <= seconds && seconds < one.endsAt);
      assert.deepEqual([pose.movement, equipment], [set?.movement, set?.equipment]);
      moved += 1;
    }
  }
  assert.ok(moved > 100);
  for (const set of real.sets.slice(0, -1)) {
    assert.deepEqual([sceneAt(real, set.endsAt, 0).blend, sceneAt(real, set.endsAt, 0).from?.step], [0, null]);
  }
});

test("the blend eases in and out", () => {
  assert.ok(Math.abs(show(52 + BLEND_SECONDS / 4).blend - ease(0.25)) < 1e-9);
});

function nearly(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

/** Seconds all over a timeline, the same ones every time. */
function instants(of: Timeline, count: number): number[] {
  let state = 11;
  return Array.from({ length: count }, () => {
    state = (state * 16807) % 2147483647;
    return (of.seconds * state) / 2147483647;
  });
}

function withSteps(change: (phases: Sent, sets: Sent) => void = () => undefined): Timeline {
  const source = sent();
  const phases = (source["phases"] as Record<string, unknown>[]).flatMap((phase) => {
    if (phase["rep"] !== null) {
      return [{ ...phase, step: phase["name"], range: 0.3 + 0.1 * Number(phase["rep"] === 1 ? 2 : 1) }];
    }
    return phase["name"] === "position" && phase["movement"] === "swing" ? setUp(phase) : [phase];
  });
  const moving = phases.filter((phase) => phase["rep"] !== null && phase["movement"] === "swing");
  moving.forEach((phase) => (phase["range"] = phase["side"] === "left" ? 0.4 : 0.5));
  change(phases, source["sets"] as Sent);
  return readTimeline({ ...source, phases });
}

/** Ten seconds of getting into place, with one swing to the left shown in their middle. */
function setUp(phase: Record<string, unknown>): Record<string, unknown>[] {
  const shown = { ...phase, name: "show", side: "left", range: 0.4, seconds: 2 };
  return [
    { ...phase, at: 10, seconds: 4 },
    { ...shown, at: 14, step: "over", breath: "out" },
    { ...shown, at: 16, step: "back", breath: "in" },
    { ...phase, at: 18, seconds: 2 },
  ];
}
