import assert from "node:assert/strict";
import { test } from "node:test";

import { at } from "../src/player/at.ts";
import { timelineQuery, trackQuery } from "../src/player/choices.ts";
import {
  announcement,
  asClock,
  breathWord,
  countWord,
  inWords,
  lockScreenTitle,
  momentWord,
  nextWords,
  placeWords,
  setWords,
  sideAnnouncement,
  title,
} from "../src/player/wording.ts";
import { small, words } from "./cast.ts";

const timeline = small();
const english = words();

for (const [seconds, expected] of [
  [3, ["Have within reach", "7", "", "", "Next: Swing"]],
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
    ["Have within reach", "Swing, 2 of 4", "Rest"],
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
