import assert from "node:assert/strict";
import { test } from "node:test";

import { at } from "../src/player/at.ts";
import { timelineQuery, trackQuery } from "../src/player/choices.ts";
import {
  announcement,
  asClock,
  breathWord,
  counted,
  countWord,
  inWholeWords,
  inWords,
  lockScreenTitle,
  momentWord,
  nextWords,
  placeWords,
  setWords,
  sideAnnouncement,
  title,
} from "../src/player/wording.ts";
import { readTimeline } from "../src/player/timeline.ts";
import type { Timeline } from "../src/player/timeline.ts";
import { CHANGES_AT, oneSideThenTheOther, sent, small, words } from "./cast.ts";
import type { Sent } from "./cast.ts";

const timeline = small();
const english = words();

for (const [seconds, expected] of [
  [3, ["Before you begin", "7", "", "", "Next: Swing"]],
  [12, ["Swing", "8", "Get into place", "4 on each side", "Next: Squeeze"]],
  [33, ["Swing", "2", "Over", "2 of 4", "Next: Squeeze"]],
  [54, ["Rest", "2", "", "", "Next: Squeeze"]],
  [58, ["Squeeze", "2", "Get into place", "Up to 2 times", "Next: the end"]],
  [64.5, ["Squeeze", "1", "Let go", "1 of 2", "Any key, or Enough, when it tires"]],
  [62.5, ["Squeeze", "1", "Hold 2", "1 of 2", "Any key, or Enough, when it tires"]],
  [75, ["Done", "", "Take your time", "", ""]],
] as const) {
  test(`at second ${seconds} the page says ${expected.filter(Boolean).join(", ")}`, () => {
    const position = at(timeline, seconds);

    assert.deepEqual(
      [title, countWord, momentWord, setWords, nextWords].map((say) => say(position, english)),
      expected,
    );
  });
}

test("between two sides the page says so, and counts the seconds until the other", () => {
  const source = sent();
  oneSideThenTheOther(source["phases"] as Sent, source["sets"] as Sent);
  const position = at(readTimeline(source), CHANGES_AT + 1.5);

  assert.deepEqual(
    [title, countWord, momentWord, setWords].map((say) => say(position, english)),
    ["Swing", "5", "Change sides", "4 on each side"],
  );
  assert.deepEqual([position.stage, position.side], ["moving", "right"]);
});

test("what is counted in minutes is told in minutes", () => {
  const source = sent();
  Object.assign((source["sets"] as Sent)[1] ?? {}, { unit: "minutes", reps: 10 });

  assert.equal(setWords(at(readTimeline(source), 58), english), "10 minutes");
});

/** The swings to the left and right as minutes, or as one long hold, from second 20 on. */
function long(step: Record<string, unknown>, set: Record<string, unknown>): Timeline {
  const source = sent();
  source["phases"] = [
    { movement: null, side: null, rep: null, range: 1, name: "ready", at: 0, seconds: 20 },
    ...[1, 2].map((rep) => ({
      ...{ movement: "swing", side: null, range: 1, step: step["name"], ...step },
      ...{ rep, at: 20 + (rep - 1) * Number(step["seconds"]) },
    })),
  ];
  source["sets"] = [{ ...(source["sets"] as Sent)[0], per_side: false, reps: 2, ...set }];
  source["seconds"] = 20 + 2 * Number(step["seconds"]);
  return readTimeline(source);
}

test("the seconds of a long hold are the count, in minutes where there are many", () => {
  const stretch = long({ name: "over", seconds: 120, holds: true }, { ends_at: 260 });
  const said = [20, 48.5, 49.5, 50, 139.5, 141].map((seconds) => {
    const position = at(stretch, seconds);
    assert.equal(counted(position), countWord(position).includes(":") ? "minutes" : "time");
    return [countWord(position), momentWord(position, english), setWords(position, english)];
  });

  assert.deepEqual(said, [
    ["2:00", "Over", "1 of 2"],
    ["1:32", "Over", "1 of 2"],
    ["1:31", "Over", "1 of 2"],
    ["90", "Over", "1 of 2"],
    ["1", "Over", "1 of 2"],
    ["1:59", "Over", "2 of 2"],
  ]);
});

test("a short hold is counted below the rep, as the voice counts it", () => {
  const squeeze = at(timeline, 61.5);

  assert.deepEqual([countWord(squeeze), momentWord(squeeze, english)], ["1", "Hold 3"]);
  assert.equal(counted(squeeze), "reps");
});

test("of a walk the page shows what is left of it, and which minute this is", () => {
  const walk = long({ name: "over", seconds: 60 }, { ends_at: 140, unit: "minutes" });
  const said = [20, 79.5, 80, 125].map((seconds) => {
    const position = at(walk, seconds);
    return [countWord(position), setWords(position, english)];
  });

  assert.deepEqual(said, [
    ["2:00", "Minute 1 of 2"],
    ["61", "Minute 1 of 2"],
    ["60", "Minute 2 of 2"],
    ["15", "Minute 2 of 2"],
  ]);
});

test("a walk of one minute has no minutes to number", () => {
  const walk = long({ name: "over", seconds: 30 }, { ends_at: 80, unit: "minutes", reps: 1 });

  assert.equal(setWords(at(walk, 40), english), "1 minute");
});

test("a large name breaks between its words only", () => {
  assert.equal(inWholeWords("Half-kneeling stretch"), "Half-\u2060kneeling stretch");
});

test("a screen reader hears what begins, and which side", () => {
  assert.deepEqual(
    timeline.sets.map((set) => announcement(set, english)),
    ["Swing. 4 on each side.", "Squeeze. Up to 2 times."],
  );
  assert.equal(sideAnnouncement("left", english), "Left side.");
});

test("breath is told where there is one", () => {
  assert.deepEqual(
    (["in", "out", null] as const).map((breath) => breathWord(breath, english)),
    ["Breathe in", "Breathe out", ""],
  );
});

test("the pause and the lock screen name the movement, and what else is known", () => {
  assert.deepEqual(
    [3, 33, 54].map((seconds) => placeWords(at(timeline, seconds), english)),
    ["Before you begin", "Swing, 2 of 4", "Rest"],
  );
  assert.deepEqual(
    [3, 33, 63].map((seconds) => lockScreenTitle(at(timeline, seconds), "Small", english)),
    ["Small", "Swing (Right)", "Squeeze"],
  );
});

test("lengths are told in words, to five seconds", () => {
  assert.deepEqual(
    [272, 195, 60, 58, 3].map((seconds) => inWords(seconds, english)),
    ["4 minutes 30 seconds", "3 minutes 15 seconds", "1 minute", "1 minute", "5 seconds"],
  );
});

test("what is left is told as on a clock, and never below nothing", () => {
  assert.deepEqual([185, 59.2, 0, -1].map(asClock), ["3:05", "1:00", "0:00", "0:00"]);
});

test("the choices travel under the names the server reads", () => {
  const options = { reps: 10, items: "", words: "short", pace: "slower", down: 30, voice: 90, tones: 0, figure: "woman" } as const;

  assert.equal(String(trackQuery(options)), "reps=10&words=short&pace=slower&down=30&voice=90&tones=0");
  assert.equal(String(timelineQuery({ ...options, reps: null })), "words=short&pace=slower&down=30");
});
