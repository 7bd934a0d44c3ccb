import assert from "node:assert/strict";
import { test } from "node:test";

import { ShapeError } from "../src/player/reading.ts";
import { picturesFor } from "../src/player/stills.ts";
import type { Posed } from "../src/player/stills.ts";

const ADDRESS = "/stills/MOVEMENT/FIGURE-KEY-WIDTH.webp?v=VERSION";
const sent = {
  wags: {
    version: "abc",
    widths: [800, 320],
    pictures: { woman: ["start", "over-left", "over-right"], man: ["start-left", "over"] },
  },
};
const over: Posed = { movement: "wags", side: "left", step: "over" };

function narrowest(figure: string, pose: Partial<Posed> = {}): string | undefined {
  return picturesFor(sent, ADDRESS, figure).sources({ ...over, ...pose })[0]?.address;
}

test("a pose has one picture of each width, the narrowest first", () => {
  assert.deepEqual(picturesFor(sent, ADDRESS, "woman").sources(over), [
    { width: 320, address: "/stills/wags/woman-over-left-320.webp?v=abc" },
    { width: 800, address: "/stills/wags/woman-over-left-800.webp?v=abc" },
  ]);
});

test("the picture of the side is taken before the one of both", () => {
  assert.match(narrowest("woman", { side: "right" }) ?? "", /over-right/);
  assert.match(narrowest("man", { side: "right" }) ?? "", /man-over-320/);
});

test("a step without a picture, and no step, is where the movement begins", () => {
  assert.match(narrowest("woman", { step: "back" }) ?? "", /woman-start-320/);
  assert.match(narrowest("man", { step: null }) ?? "", /man-start-left-320/);
});

test("where nothing is drawn there is nothing to show", () => {
  assert.equal(narrowest("woman", { movement: "march" }), undefined);
  assert.equal(narrowest("child"), undefined);
  assert.equal(picturesFor(undefined, ADDRESS, "woman").size, 0);
  assert.equal(picturesFor(sent, ADDRESS, "child").size, 0);
});

test("a list of pictures in another shape is refused by its place", () => {
  const wrong = { wags: { version: 1, widths: [320], pictures: { woman: ["start"] } } };

  assert.throws(() => picturesFor(wrong, ADDRESS, "woman"), ShapeError);
});
