import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { nextGap } from "../src/witness/gaps.ts";
import { Link } from "../src/witness/link.ts";
import type { Socket } from "../src/witness/link.ts";
import { packed, readMessage, VALUES } from "../src/witness/protocol.ts";
import type { Message } from "../src/witness/protocol.ts";

mock.timers.enable({ apis: ["setTimeout"] });

/** Lets promises that are ready go on. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) {
    await Promise.resolve();
  }
};

class FakeSocket implements Socket {
  binaryType = "blob";
  readyState = 0;
  bufferedAmount = 0;
  onopen: (() => void) | null = null;
  onclose: ((event: { readonly code: number }) => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  readonly ticket: string;
  readonly sent: (string | ArrayBuffer)[] = [];

  constructor(ticket: string) {
    this.ticket = ticket;
  }

  send(data: string | ArrayBuffer): void {
    this.sent.push(data);
  }

  close(): void {
    this.readyState = 3;
  }

  come(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  go(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  get said(): readonly unknown[] {
    return this.sent.filter((data) => typeof data === "string").map((data) => JSON.parse(data));
  }

  get batches(): readonly number[] {
    return this.sent.flatMap((data) =>
      typeof data === "string" ? [] : [new DataView(data).getUint32(4, true)],
    );
  }
}

/** A server that lets everybody in, or nobody. */
class FakeServer {
  readonly sockets: FakeSocket[] = [];
  readonly heard: Message[] = [];
  readonly reached: boolean[] = [];
  tickets = 0;
  away = false;
  readonly link = new Link({
    ticket: async () => {
      this.tickets += 1;
      if (this.away) {
        throw new Error("away");
      }
      return `ticket-${this.tickets}`;
    },
    open: (ticket) => {
      const socket = new FakeSocket(ticket);
      this.sockets.push(socket);
      return socket;
    },
    onMessage: (message) => this.heard.push(message),
    onReach: (reached) => this.reached.push(reached),
  });

  async letIn(): Promise<FakeSocket> {
    await settle();
    const socket = this.sockets.at(-1);
    assert.ok(socket);
    socket.come();
    return socket;
  }
}

const SET = { set: "3/0", movement: "knee-wags", aspect: 1.5 };
const frame = { atSeconds: 1.25, landmarks: new Float32Array(VALUES).fill(0.5) };

test("bodies are packed as the coach reads them, and nobody as no numbers", () => {
  const view = new DataView(packed(7, [frame, { atSeconds: 2.5, landmarks: null }]));

  assert.equal(view.byteLength, 8 + 2 * (8 + 4 * 132));
  assert.deepEqual([view.getUint32(0, true), view.getUint32(4, true)], [7, 2]);
  assert.deepEqual([view.getFloat64(8, true), view.getFloat32(16, true)], [1.25, 0.5]);
  assert.equal(view.getFloat64(8 + 536, true), 2.5);
  assert.ok(Number.isNaN(view.getFloat32(8 + 536 + 8 + 4 * 131, true)));
});

test("what the coach says is read, and what this page does not know is let go", () => {
  const rep = { kind: "rep", set: "3/0", side: null, reach: 0.5, out_seconds: 2, back_seconds: 1, counted: { none: 2 } };

  assert.deepEqual(readMessage(JSON.stringify(rep)), {
    kind: "rep",
    set: "3/0",
    rep: { side: "none", reach: 0.5, outSeconds: 2, backSeconds: 1 },
    counted: { left: 0, right: 0, none: 2 },
  });
  assert.equal(readMessage('{"kind":"pong","n":1}'), null);
  assert.throws(() => readMessage('{"kind":"rep","set":3}'), /wanted text/);
});

test("a set is told once the line is open, and bodies come in threes", async () => {
  const server = new FakeServer();
  void server.link.open();
  server.link.watch(SET);
  assert.equal(server.link.see(frame), false);
  const socket = await server.letIn();
  assert.deepEqual(socket.said, [{ kind: "set", ...SET }]);

  for (let count = 0; count < 4; count += 1) {
    assert.equal(server.link.see(frame), true);
  }
  assert.deepEqual(socket.batches, [3]);
  mock.timers.tick(150);

  assert.deepEqual(socket.batches, [3, 1]);
});

test("what is waiting goes out before the set is over, and after that nothing is seen", async () => {
  const server = new FakeServer();
  void server.link.open();
  const socket = await server.letIn();
  server.link.watch(SET);
  server.link.see(frame);
  server.link.over(SET.set);

  assert.deepEqual(socket.batches, [1]);
  assert.deepEqual(socket.said.at(-1), { kind: "over", set: "3/0" });
  assert.equal(server.link.see(frame), false);
});

test("a line that breaks is opened again with a fresh ticket, and the same set", async () => {
  const server = new FakeServer();
  void server.link.open();
  const first = await server.letIn();
  server.link.watch(SET);
  server.link.see(frame);
  first.go();
  assert.equal(server.link.see(frame), false);
  mock.timers.tick(500);
  const second = await server.letIn();

  assert.equal(second.ticket, "ticket-2");
  assert.deepEqual(second.sent, [JSON.stringify({ kind: "set", ...SET })]);
  assert.deepEqual(server.reached, [false]);
  second.onmessage?.({ data: '{"kind":"settled"}' });
  assert.deepEqual(server.reached, [false, true]);
});

test("a server that is away is asked less and less often, and at once again after it answered", async () => {
  const server = new FakeServer();
  server.away = true;
  void server.link.open();
  await settle();
  for (const wait of [500, 1000, 2000, 4000, 8000, 10_000, 10_000]) {
    const asked = server.tickets;
    mock.timers.tick(wait - 1);
    await settle();
    assert.equal(server.tickets, asked);
    mock.timers.tick(1);
    await settle();
    assert.equal(server.tickets, asked + 1);
  }
  server.away = false;
  mock.timers.tick(10_000);
  const socket = await server.letIn();
  socket.onmessage?.({ data: '{"kind":"settled"}' });
  socket.go();
  mock.timers.tick(500);
  await settle();

  assert.equal(server.sockets.length, 2);
});

test("a session that goes on in another window is left to that one", async () => {
  const server = new FakeServer();
  void server.link.open();
  const socket = await server.letIn();
  socket.go(4001);
  mock.timers.tick(60_000);
  await settle();

  assert.equal(server.sockets.length, 1);
  assert.deepEqual(server.reached, [false]);
});

test("to be let in only to be turned away is not to be reached", async () => {
  const server = new FakeServer();
  void server.link.open();
  for (const wait of [500, 1000, 2000]) {
    (await server.letIn()).go(1013);
    mock.timers.tick(wait);
  }
  assert.deepEqual(server.reached, [false]);
  await server.letIn();
  mock.timers.tick(1000);

  assert.deepEqual(server.reached, [false, true]);
});

test("a full line takes no more bodies, and a message that cannot be read breaks nothing", async () => {
  const server = new FakeServer();
  void server.link.open();
  const socket = await server.letIn();
  server.link.watch(SET);
  socket.bufferedAmount = 1_000_000;
  assert.equal(server.link.see(frame), false);
  socket.onmessage?.({ data: "not JSON" });
  socket.onmessage?.({ data: '{"kind":"left"}' });

  assert.deepEqual(server.heard, [{ kind: "left" }]);
});

test("once closed, nothing is opened again", async () => {
  const server = new FakeServer();
  void server.link.open();
  const socket = await server.letIn();
  server.link.close();
  socket.go();
  mock.timers.tick(60_000);
  await settle();

  assert.equal(server.sockets.length, 1);
});

const cue = (at: number, seconds: number) => ({ at, seconds, kind: "count", text: "One." }) as const;
const CUES = [cue(10, 1), cue(12, 0.5), cue(16, 2)];

for (const [now, length, until, found] of [
  [0, 2, 6, 0],
  [9, 2, 15, 12.7],
  [10.5, 0.4, 16, 11.2],
  [13, 2.6, 19, 13],
  [14, 2.6, 17, null],
  [14, 2.6, 20, 18.2],
  [30, 5, 36, 30],
] as const) {
  test(`${length} s asked for at ${now} find room at ${found}`, () => {
    const gap = nextGap(CUES, now, length, until);

    assert.equal(gap === null ? null : Math.round(gap * 10) / 10, found);
  });
}

test("what is said in a gap never meets the voice", () => {
  for (let now = 0; now < 30; now += 0.1) {
    for (const length of [0.3, 1, 1.7, 2.9]) {
      const gap = nextGap(CUES, now, length, now + 6);
      const meets = CUES.some((each) => gap !== null && gap < each.at + each.seconds && gap + length > each.at);
      assert.equal(meets, false, `${now} ${length} ${gap}`);
      assert.ok(gap === null || (gap >= now && gap <= now + 6));
    }
  }
});
