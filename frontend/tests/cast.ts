/* A session small enough to reckon by hand: four swings a side, then two squeezes. And the words
   of the page, as they are shipped. */

import { readFileSync } from "node:fs";

import { readTimeline } from "../src/player/timeline.ts";
import type { Timeline } from "../src/player/timeline.ts";
import { readWords } from "../src/player/words.ts";
import type { Words } from "../src/player/words.ts";

interface Step {
  name: string;
  seconds: number;
  movement?: string;
  side?: string;
  rep?: number;
  breath?: string;
}

const swings: Step[] = [1, 2, 3, 4].flatMap((rep) =>
  ["left", "right"].flatMap((side) => [
    { name: "over", seconds: 2, movement: "swing", side, rep, breath: "out" },
    { name: "back", seconds: 2, movement: "swing", side, rep, breath: "in" },
  ]),
);
const squeezes: Step[] = [1, 2].flatMap((rep) => [
  { name: "squeeze", seconds: 1, movement: "squeeze", rep, breath: "out" },
  { name: "hold", seconds: 3, movement: "squeeze", rep, breath: "out" },
  { name: "release", seconds: 2, movement: "squeeze", rep, breath: "in" },
]);

/** Ready to 10, swing set up to 20, swings to 52, rest to 56, set up to 60, squeezes to 72. */
const steps: Step[] = [
  { name: "ready", seconds: 10 },
  { name: "position", seconds: 10, movement: "swing" },
  ...swings,
  { name: "rest", seconds: 4 },
  { name: "position", seconds: 4, movement: "squeeze" },
  ...squeezes,
  { name: "end", seconds: 8 },
];

export function sent(): Record<string, unknown> {
  let at = 0;
  const phases = steps.map((step) => {
    const nobody = { movement: null, side: null, rep: null, breath: null, range: 1 };
    const phase = { ...nobody, holds: step.name === "hold", ...step, at };
    at += step.seconds;
    return phase;
  });
  const common = { equipment: [], until_tires: false, unit: "times" };
  return {
    routine: "small",
    seconds: at,
    moving_seconds: 44,
    cues: [{ at: 12, seconds: 2, kind: "say", text: "Knees bent." }],
    phases,
    sets: [
      { ...common, movement: "swing", name: "Swing", at: 10, moving_at: 19, ends_at: 52, reps: 4, per_side: true },
      {
        ...common,
        movement: "squeeze",
        name: "Squeeze",
        at: 56,
        moving_at: 60,
        ends_at: 72,
        reps: 2,
        per_side: false,
        until_tires: true,
        equipment: ["towel"],
      },
    ],
  };
}

export function small(): Timeline {
  return readTimeline(sent());
}

const WORDS_FILE = new URL("../../src/supine/web/templates/web/words/player.json", import.meta.url);
const STEP_WORDS = {
  swing: { over: "Over", back: "Back" },
  squeeze: { squeeze: "Squeeze", hold: "Hold", release: "Let go" },
};

export function shippedWords(): Record<string, unknown> {
  return JSON.parse(readFileSync(WORDS_FILE, "utf-8")) as Record<string, unknown>;
}

/** The shipped words in English, with some of them changed. */
export function words(changes: Record<string, unknown> = {}, language = "en"): Words {
  return readWords({ ...shippedWords(), ...changes }, STEP_WORDS, language);
}

export type Sent = Record<string, unknown>[];

const CHANGE_SECONDS = 6;
export const CHANGES_AT = 36;

/** All swings to the left from 20, six seconds to change at 36, all swings to the right to 58, and
    what comes after them six seconds later. */
export function oneSideThenTheOther(phases: Sent, sets: Sent): void {
  const swings = phases.filter((phase) => phase["movement"] === "swing" && phase["rep"] !== null);
  const later = [...phases.filter((phase) => !swings.includes(phase)), ...sets];
  for (const key of ["at", "moving_at", "ends_at"]) {
    for (const one of later.filter((place) => Number(place[key]) >= 52)) {
      one[key] = Number(one[key]) + CHANGE_SECONDS;
    }
  }
  const begins = { left: 20, right: CHANGES_AT + CHANGE_SECONDS };
  for (const one of swings) {
    const side = one["side"] as "left" | "right";
    one["at"] = begins[side];
    begins[side] += Number(one["seconds"]);
  }
  const change = { name: "change", at: CHANGES_AT, seconds: CHANGE_SECONDS, side: "right" };
  phases.push({ ...swings[0], ...change, rep: null, step: null, range: 0, breath: null });
  phases.sort((one, other) => Number(one["at"]) - Number(other["at"]));
}
