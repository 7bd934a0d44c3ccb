import assert from "node:assert/strict";
import { test } from "node:test";

import { commandFor, viewFor } from "../src/player/keys.ts";
import type { Command, Situation, View } from "../src/player/keys.ts";

const running: Situation = { mode: "running", onControl: false, untilTires: false, letterKeys: true };

function press(key: string, changes: Partial<Situation> = {}, held = {}): Command | null {
  const free = { ctrlKey: false, altKey: false, metaKey: false };
  return commandFor({ key, ...free, ...held }, { ...running, ...changes });
}

function look(key: string, changes: Partial<Situation> = {}, held = {}): View | null {
  const free = { ctrlKey: false, altKey: false, metaKey: false };
  return viewFor({ key, ...free, ...held }, { ...running, ...changes });
}

test("every key does what the page says", () => {
  const said = { " ": "pause", Escape: "pause", b: "back", ArrowLeft: "back", Backspace: "back" };
  const more = { s: "skip", ArrowRight: "skip", e: "enough", h: "hurts", H: "hurts" };

  for (const [key, command] of Object.entries({ ...said, ...more })) {
    assert.equal(press(key), command, key);
  }
});

test("space resumes when paused, and pauses the count-in", () => {
  assert.equal(press(" ", { mode: "paused" }), "resume");
  assert.equal(press(" ", { mode: "counting-in" }), "pause");
});

test("space on a button is left to the button", () => {
  assert.equal(press(" ", { onControl: true }), null);
});

test("where a set goes on until it tires, any other key is enough", () => {
  for (const key of ["x", "7", "Enter", "ß"]) {
    assert.equal(press(key, { untilTires: true }), "enough", key);
    assert.equal(press(key), null, key);
  }
});

test("keys that type nothing are never enough", () => {
  for (const key of ["Tab", "Shift", "Control", "ArrowUp", "ArrowDown", "F5", "AudioVolumeUp"]) {
    assert.equal(press(key, { untilTires: true }), null, key);
  }
  assert.equal(press("r", { untilTires: true }, { ctrlKey: true }), null);
});

test("letters can be switched off, and the other keys stay", () => {
  assert.equal(press("h", { letterKeys: false }), null);
  assert.equal(press("x", { letterKeys: false, untilTires: true }), null);
  assert.equal(press("ArrowLeft", { letterKeys: false }), "back");
  assert.equal(press("Enter", { letterKeys: false, untilTires: true }), "enough");
});

test("no key does anything before the start, in a question or after the end", () => {
  for (const mode of ["before", "hurting", "over"] as const) {
    for (const key of [" ", "b", "h", "Enter", "Escape"]) {
      assert.equal(press(key, { mode, untilTires: true }), null, `${mode} ${key}`);
    }
  }
});

test("one, two, three and nought say where to look from, whatever is going on", () => {
  const said = { 1: "side", 2: "feet", 3: "above", 0: "card" };

  for (const mode of ["running", "counting-in", "paused"] as const) {
    for (const [key, view] of Object.entries(said)) {
      assert.equal(look(key, { mode }), view, `${mode} ${key}`);
      assert.equal(press(key, { mode }), null, `${mode} ${key}`);
    }
  }
  assert.equal(look("4"), null);
});

test("looking from elsewhere never ends a set that goes on until it tires", () => {
  for (const key of ["0", "1", "2", "3"]) {
    assert.equal(press(key, { untilTires: true }), null, key);
  }
});

test("keys for the view go with the letters, and never with a key held down", () => {
  assert.equal(look("1", { letterKeys: false }), null);
  assert.equal(look("1", {}, { ctrlKey: true }), null);
  assert.equal(look("1", { mode: "before" }), null);
  assert.equal(look("1", { mode: "hurting" }), null);
});
