import assert from "node:assert/strict";
import { test } from "node:test";

import { ShapeError } from "../src/player/reading.ts";
import { inWords } from "../src/player/wording.ts";
import { readWords, WORD_KEYS } from "../src/player/words.ts";
import { shippedWords, words } from "./cast.ts";

test("the shipped texts are those the player knows, and none is left over", () => {
  assert.deepEqual(Object.keys(shippedWords()).sort(), [...WORD_KEYS].sort());
});

for (const [fault, changes, place] of [
  ["that is missing", { left: undefined }, "words.left"],
  ["that is empty", { left: "" }, "words.left"],
  ["that is no text", { left: 3 }, "words.left"],
  ["without its mark", { next: "Next" }, "words.next"],
  ["with a mark nothing fills", { left: "Left {leg}" }, "words.left"],
  ["with a mark that is never closed", { next: "Next: {movement" }, "words.next"],
  ["with one form for all numbers", { minutes: "{count} minutes" }, "words.minutes"],
  ["without its singular", { minutes: { other: "{count} minutes" } }, "words.minutes.one"],
  ["that does not say how many", { minutes: { one: "a", other: "b" } }, "words.minutes.other"],
] as const) {
  test(`a text ${fault} is refused with its place`, () => {
    const refused = (error: unknown): boolean =>
      error instanceof ShapeError && error.message.startsWith(`${place}: wanted`);

    assert.throws(() => words(changes), refused);
  });
}

test("words of a step that are no text are refused", () => {
  const steps = { swing: { over: 1 } };

  assert.throws(() => readWords(shippedWords(), steps, "en"), /^ShapeError: step_words.swing.over/);
});

test("a movement nobody wrote a step's words for is shown without", () => {
  assert.deepEqual(
    [words().step("swing", "over"), words().step("swing", "up"), words().step("wave", "over")],
    ["Over", "", ""],
  );
});

test("a language with more plural forms says each where it belongs", () => {
  const forms = (noun: string) => ({
    one: `{count} ${noun}-one`,
    few: `{count} ${noun}-few`,
    many: `{count} ${noun}-many`,
    other: `{count} ${noun}-other`,
  });
  // Polish: one, two to four, five and more.
  const counted = Object.entries(shippedWords()).filter(([, said]) => typeof said === "object");
  const all = Object.fromEntries(counted.map(([key]) => [key, forms(key)]));
  const polish = words({ ...all, minutes_and_seconds: "{seconds} + {minutes}" }, "pl");

  assert.deepEqual(
    [60, 130, 315].map((seconds) => inWords(seconds, polish)),
    ["1 minutes-one", "10 seconds-many + 2 minutes-few", "15 seconds-many + 5 minutes-many"],
  );
});

test("a name put into a text is taken as it is", () => {
  const names = { movement: "{side} $1", side: "Left" };

  assert.equal(words().say("movement_on_side", names), "{side} $1 (Left)");
});
