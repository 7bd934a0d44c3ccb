import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { ENOUGH, Floor, KNEES, SLOWER } from "./witness_cast.ts";

// Swings from 10 (moving from 20) to 52, left and right by turns; squeezes from 56 (60) to 72,
// until they tire. The voice speaks from 12 to 14.
mock.timers.enable({ apis: ["setTimeout"] });

const MEASURED = { reach: 1, best_reach: 1, out_seconds: 2, back_seconds: 1 };

test("a set is watched from its first words, and summed up a moment after its last rep", () => {
  const floor = new Floor();

  floor.playTo(9.9);
  assert.deepEqual(floor.told, []);
  floor.playTo(53);
  assert.deepEqual(floor.told, [{ kind: "set", set: "0/0", movement: "swing", aspect: 4 / 3 }]);
  floor.playTo(55);

  assert.deepEqual(floor.told.at(-1), { kind: "over", set: "0/0" });
});

test("what was counted stands beside what was called, one event for each side", () => {
  const floor = new Floor();
  floor.playTo(12);
  floor.begin("0/0");
  floor.say("settled");
  floor.playTo(51);
  floor.rep("0/0", "left", { left: 1 });
  floor.rep("0/0", "left", { left: 2 });
  floor.rep("0/0", "right", { left: 2, right: 1 });
  assert.deepEqual([...(floor.shown?.counts ?? [])], [["left", 2], ["right", 1]]);
  floor.playTo(55);
  const sides = { left: { reps: 2, ...MEASURED, reach: 0.9 }, right: { reps: 1, ...MEASURED } };
  floor.say("summary", { set: "0/0", seen_share: 0.8, notes: ["moved"], sides });

  const common = { movement: "swing", set: "0/0", called: 4, seen_share: 0.8, notes: ["moved"] };
  assert.deepEqual(floor.seen, [
    { ...common, side: "left", counted: 2, ...MEASURED, reach: 0.9 },
    { ...common, side: "right", counted: 1, ...MEASURED },
  ]);
});

test("a rep that ends after the voice has gone on still counts", () => {
  const floor = new Floor();
  floor.playTo(53);
  floor.begin("0/0");
  floor.rep("0/0", "left", { left: 1 });

  assert.equal(floor.shown?.counts?.get("left"), 1);
});

test("without a summary this page's own count is the count", () => {
  const floor = new Floor();
  floor.playTo(12);
  floor.begin("0/0");
  floor.rep("0/0", "left", { left: 1 }, 0.5);
  floor.rep("0/0", "left", { left: 2 }, 0.7);
  floor.playTo(55);
  assert.equal(floor.seen.length, 0);
  mock.timers.tick(2000);

  const [left, right] = floor.seen;
  assert.deepEqual([left?.["counted"], left?.["reach"], left?.["best_reach"]], [2, 0.6, 0.7]);
  assert.deepEqual([right?.["counted"], right?.["reach"]], [0, null]);
});

test("a set that is skipped keeps what was counted, at once", () => {
  const floor = new Floor();
  floor.playTo(25);
  floor.begin("0/0");
  floor.rep("0/0", "left", { left: 1 });
  floor.jumpTo(56);
  floor.playTo(57);
  mock.timers.tick(2000);

  assert.deepEqual(floor.seen.map(({ side, counted, called }) => [side, counted, called]), [
    ["left", 1, 1],
    ["right", 0, 0],
  ]);
  assert.deepEqual(floor.told.at(-1), { kind: "set", set: "1/0", movement: "squeeze", aspect: 4 / 3 });
});

test("going back is a pass of its own", () => {
  const floor = new Floor();
  floor.playTo(25);
  floor.begin("0/0");
  floor.rep("0/0", "left", { left: 1 });
  floor.outbox.change({ passes: { 0: 1, 1: 1 } });
  floor.jumpTo(10);
  floor.playTo(55);
  mock.timers.tick(2000);

  const passes = floor.seen.map(({ set, side, counted, called }) => [set, side, counted, called]);
  assert.deepEqual(passes, [
    ["0/0", "left", 1, 1],
    ["0/0", "right", 0, 0],
    ["0/1", "left", 0, 4],
    ["0/1", "right", 0, 4],
  ]);
});

test("nobody is watched while the session is paused", () => {
  const floor = new Floor();
  floor.playTo(25);
  const before = floor.frames;
  floor.pause();
  floor.see();
  floor.see();

  assert.ok(before > 100);
  assert.equal(floor.frames, before);
});

test("leaving early writes down what was counted so far", () => {
  const floor = new Floor();
  floor.playTo(30);
  floor.begin("0/0");
  floor.rep("0/0", "right", { right: 1 });
  floor.witness.leave();

  assert.deepEqual(floor.seen.map(({ side, counted }) => [side, counted]), [["left", 0], ["right", 1]]);
  assert.equal(floor.closed, true);
});

test("a reload goes on with the count, also where the coach begins anew", () => {
  const before = new Floor();
  before.playTo(30);
  before.begin("0/0");
  before.rep("0/0", "left", { left: 1 });
  before.rep("0/0", "left", { left: 2 });
  const kept = JSON.parse(JSON.stringify(before.outbox.record)) as typeof before.outbox.record;

  const after = new Floor({ ...kept, unsent: [] }, 28);
  after.jumpTo(28);
  after.playTo(29);
  assert.equal(after.shown?.counts?.get("left"), 2);
  after.begin("0/0", { left: 0 });
  after.rep("0/0", "left", { left: 1 });
  assert.equal(after.shown?.counts?.get("left"), 3);
  after.playTo(55);
  after.say("summary", { set: "0/0", seen_share: 1, notes: [], sides: { left: { reps: 1, ...MEASURED } } });

  assert.equal(after.seen[0]?.["counted"], 3);
});

test("what was kept of another set is sent as it was", () => {
  const before = new Floor();
  before.playTo(30);
  before.begin("0/0");
  before.rep("0/0", "left", { left: 1 });
  const kept = before.outbox.record;

  const after = new Floor({ ...kept, unsent: [] }, 57);

  assert.deepEqual(after.seen.map(({ set, side, counted }) => [set, side, counted]), [
    ["0/0", "left", 1],
    ["0/0", "right", 0],
  ]);
  assert.equal(after.outbox.record.seen, null);
});

test("a session that ends without a camera sends what was kept of it", () => {
  const before = new Floor();
  before.playTo(30);
  before.begin("0/0");
  before.rep("0/0", "left", { left: 1 });

  before.outbox.change({ over: true });

  assert.equal(before.seen.length, 2);
});

test("where the camera saw nothing of a set, nothing is said of it", () => {
  const floor = new Floor({}, 56);
  floor.witness.leave();

  assert.deepEqual(floor.seen, []);
});

test("a hint is read at once, and heard once the voice leaves room", () => {
  const floor = new Floor();
  floor.playTo(20.5);
  floor.begin("0/0");
  floor.say("settled");
  floor.say("cue", { key: "slower", text: SLOWER });

  assert.deepEqual(floor.shown?.line, { text: SLOWER, said: true });
  floor.playTo(21);
  assert.deepEqual(floor.heard, ["/phrases/slower"]);
  floor.playTo(30);
  assert.deepEqual(floor.shown?.line, { text: "Watching.", said: false });
});

test("what cannot be seen is said aloud once a set, and only after a while", () => {
  const floor = new Floor();
  floor.playTo(21);
  floor.begin("0/0");
  floor.say("settled");
  floor.say("cannot_see", { why: "knees" });
  assert.equal(floor.shown?.line.text, KNEES);
  floor.playTo(22);
  assert.deepEqual(floor.heard, []);
  floor.playTo(26);
  floor.say("seen");
  floor.say("cannot_see", { why: "knees" });
  floor.playTo(40);

  assert.deepEqual(floor.heard.filter((each) => each !== "pause"), ["/phrases/knees"]);
});

test("tiring ends only a set that goes on until it tires, and says so first", () => {
  const floor = new Floor();
  floor.playTo(25);
  floor.begin("0/0");
  floor.say("tired", { what: "range" });
  floor.playTo(50);
  assert.equal(floor.enoughs, 0);

  floor.playTo(61);
  floor.begin("1/0");
  floor.say("tired", { what: "range" });
  assert.equal(floor.shown?.line.text, ENOUGH);
  assert.equal(floor.enoughs, 0);
  floor.playTo(63);

  assert.deepEqual(floor.heard.filter((each) => each !== "pause"), ["/phrases/enough"]);
  assert.equal(floor.enoughs, 1);
});

test("somebody who goes elsewhere meanwhile is not ended", () => {
  const floor = new Floor();
  floor.playTo(61);
  floor.begin("1/0");
  floor.say("tired", { what: "range" });
  floor.jumpTo(10);
  floor.playTo(30);

  assert.equal(floor.enoughs, 0);
});

test("a movement that cannot be seen goes by time, and shows no count", () => {
  const floor = new Floor();
  floor.playTo(58);
  floor.begin("1/0", {}, true);
  floor.playTo(72);
  mock.timers.tick(1);

  assert.equal(floor.shown?.counts, null);
  assert.equal(floor.shown?.line.text, "This one goes by time.");
  floor.witness.leave();
  assert.deepEqual(floor.seen.at(-1)?.["notes"], ["timed"]);
});

test("the camera turned off takes its row along, and keeps what was counted", () => {
  const floor = new Floor();
  floor.playTo(25);
  floor.begin("0/0");
  floor.rep("0/0", "left", { left: 1 });
  floor.become("off");
  mock.timers.tick(1);
  const frames = floor.frames;
  floor.playTo(30);

  assert.equal(floor.hidden, true);
  assert.equal(floor.seen[0]?.["counted"], 1);
  assert.equal(floor.frames, frames);
});
