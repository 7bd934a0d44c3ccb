import assert from "node:assert/strict";
import { test } from "node:test";

import { Outbox, sendLeftovers } from "../src/player/outbox.ts";
import type { Answer } from "../src/player/outbox.ts";
import { keptSessions, loadRecord, newRecord, repKey, saveRecord } from "../src/player/record.ts";
import type { EventKind, SessionEvent } from "../src/player/record.ts";
import { small } from "./cast.ts";

const OPTIONS = { reps: 8, items: "", words: "full", pace: "normal", down: 20, voice: 100, tones: 50, figure: "woman" } as const;

/** localStorage, as far as the player uses it: its keys are its own properties. */
class FakeStorage {
  [key: string]: unknown;

  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? String(this[key]) : null;
  }

  setItem(key: string, value: string): void {
    this[key] = value;
  }

  removeItem(key: string): void {
    delete this[key];
  }
}

function fakeStorage(): Storage {
  return new FakeStorage() as unknown as Storage;
}

function event(id: string, kind: EventKind = "rep_done"): SessionEvent {
  const place = { movement: "swing", side: "left", rep: 1 } as const;
  return { id, kind, at_seconds: 24, happened_at: "2026-05-04T06:00:00Z", ...place, detail: {} };
}

/** A server with a will of its own: it refuses as told, and stores each id once. */
class FakeServer {
  refuses: (ids: readonly string[]) => number | null = () => null;
  readonly stored: string[] = [];
  readonly batches: (readonly string[])[] = [];

  readonly post = async (_session: string, events: readonly SessionEvent[]): Promise<Answer> => {
    const ids = events.map(({ id }) => id);
    this.batches.push(ids);
    const refused = this.refuses(ids);
    if (refused !== null) {
      return { refused };
    }
    this.stored.push(...ids.filter((id) => !this.stored.includes(id)));
    return { stored: ids };
  };
}

function outboxOn(storage: Storage, server: FakeServer): Outbox {
  const kept = loadRecord(storage, "one") ?? newRecord("one", "three-minute", OPTIONS);
  return new Outbox(kept, storage, server.post, () => undefined);
}

test("an event is kept before it is sent, and forgotten once it is stored", async () => {
  const [storage, server] = [fakeStorage(), new FakeServer()];
  const outbox = outboxOn(storage, server);

  outbox.add(event("a"));
  assert.deepEqual(loadRecord(storage, "one")?.unsent, [event("a")]);
  assert.equal(await outbox.flush(), true);
  assert.deepEqual(server.stored, ["a"]);
  assert.deepEqual(loadRecord(storage, "one")?.unsent, []);
});

test("what a server that was away has missed is sent after a reload, in order", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const [storage, server] = [fakeStorage(), new FakeServer()];
  server.refuses = () => 0;
  const before = outboxOn(storage, server);
  before.add(event("a", "started"));
  before.add(event("b"));
  assert.equal(await before.flush(), false);

  server.refuses = () => null;
  assert.equal(await outboxOn(storage, server).flush(), true);
  assert.deepEqual(server.stored, ["a", "b"]);
});

test("an outbox that could not send tries again by itself", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const [storage, server] = [fakeStorage(), new FakeServer()];
  server.refuses = () => 503;
  const outbox = outboxOn(storage, server);
  outbox.add(event("a"));
  await outbox.flush();
  server.refuses = () => null;

  context.mock.timers.tick(1000);
  await outbox.flush();
  assert.deepEqual(server.stored, ["a"]);
});

test("one event the server cannot take holds nothing back and is not thrown away", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const [storage, server] = [fakeStorage(), new FakeServer()];
  server.refuses = (ids) => (ids.includes("odd") ? 400 : null);
  const outbox = outboxOn(storage, server);
  ["a", "odd", "b"].forEach((id) => outbox.change({ unsent: [...outbox.record.unsent, event(id)] }));

  assert.equal(await outbox.flush(), false);
  assert.deepEqual(server.stored, ["a", "b"]);
  assert.deepEqual(outbox.record.unsent, [event("odd")]);
});

test("an event added while others are on their way is sent too", async () => {
  const [storage, server] = [fakeStorage(), new FakeServer()];
  const outbox = outboxOn(storage, server);
  outbox.add(event("a"));
  outbox.add(event("b"));

  assert.equal(await outbox.flush(), true);
  assert.deepEqual(server.stored, ["a", "b"]);
});

test("a session that is over and stored leaves nothing behind", async () => {
  const [storage, server] = [fakeStorage(), new FakeServer()];
  const outbox = outboxOn(storage, server);
  outbox.add(event("a", "finished"), { over: true });
  assert.deepEqual(keptSessions(storage), ["one"]);

  await outbox.flush();
  assert.deepEqual(keptSessions(storage), []);
});

test("what the camera saw of a set goes out when the session is over before the set is", async () => {
  const [storage, server] = [fakeStorage(), new FakeServer()];
  const seen = { state: { set: "0/0" }, events: [event("seen", "seen")] };
  saveRecord(storage, { ...newRecord("one", "small", OPTIONS), seen });
  const outbox = outboxOn(storage, server);

  outbox.add(event("ended", "ended"), { over: true });
  await outbox.flush();
  assert.deepEqual(server.stored, ["ended", "seen"]);
  assert.deepEqual(keptSessions(storage), []);
});

test("what the camera saw is sent once with the leftovers, and kept to go on counting", async () => {
  const [storage, server] = [fakeStorage(), new FakeServer()];
  const seen = { state: { set: "0/0" }, events: [event("seen", "seen")] };
  saveRecord(storage, { ...newRecord("one", "small", OPTIONS), seen });

  await sendLeftovers(storage, server.post);
  await sendLeftovers(storage, server.post);
  assert.deepEqual(server.batches, [["seen"]]);
  assert.deepEqual(loadRecord(storage, "one")?.seen, { state: { set: "0/0" }, events: [] });
});

test("what is kept but cannot be read is no record", () => {
  const storage = fakeStorage();
  storage.setItem("supine:session:one", '{"session": 4}');

  assert.equal(loadRecord(storage, "one"), null);
});

test("a set done again after going back counts as new reps", () => {
  const [rep] = small().reps;
  assert.ok(rep);
  const first = newRecord("one", "small", OPTIONS);

  assert.equal(repKey(first, rep), repKey({ ...first, goOnAtSeconds: 9 }, rep));
  assert.notEqual(repKey(first, rep), repKey({ ...first, passes: { "0": 1 } }, rep));
});
