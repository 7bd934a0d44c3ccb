import assert from "node:assert/strict";
import { test } from "node:test";

import { keepFigure, keptFigure } from "../src/player/choices.ts";

function storage(kept: Map<string, string>): Storage {
  return {
    length: 0,
    clear: () => kept.clear(),
    key: () => null,
    removeItem: (key) => kept.delete(key),
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
  };
}

test("who was chosen on one page shows on the next", () => {
  const kept = new Map<string, string>();
  assert.equal(keptFigure(storage(kept)), null);

  keepFigure(storage(kept), "man");

  assert.equal(keptFigure(storage(kept)), "man");
});

test("somebody who is not there any more was not chosen", () => {
  assert.equal(keptFigure(storage(new Map([["supine:figure", "child"]]))), null);
});

test("a device that stores nothing changes nothing", () => {
  const refusing = storage(new Map());
  refusing.getItem = refusing.setItem = (): never => {
    throw new DOMException("denied", "SecurityError");
  };

  keepFigure(refusing, "man");

  assert.equal(keptFigure(refusing), null);
});
