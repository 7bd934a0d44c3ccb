/* The line to the coach on this computer: opened with a ticket, and again whenever it breaks.
   Bodies seen meanwhile are let go; the same set is taken up where it was. */

import { packed, readMessage } from "./protocol.ts";
import type { Message, Seen } from "./protocol.ts";

/** What of a browser's WebSocket is used here. */
export interface Socket {
  binaryType: string;
  readonly readyState: number;
  readonly bufferedAmount: number;
  onopen: (() => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  send(data: string | ArrayBuffer): void;
  close(): void;
}

export interface Line {
  /** A fresh ticket; rejects where the server gives none. */
  readonly ticket: () => Promise<string>;
  readonly open: (ticket: string) => Socket;
  readonly onMessage: (message: Message) => void;
  /** Whether the coach can be reached, where that changes; at first it is taken to be. */
  readonly onReach: (reached: boolean) => void;
}

export interface SetToWatch {
  readonly set: string;
  readonly movement: string;
  readonly aspect: number;
}

const BATCH = 3;
const FLUSH_AFTER_MILLISECONDS = 150;
const FIRST_RETRY_MILLISECONDS = 500;
const LONGEST_RETRY_MILLISECONDS = 10_000;
const OPEN = 1;
/** A server that has no room lets one in only to say so. */
const STEADY_AFTER_MILLISECONDS = 1000;
/** The coach's word for a set that goes on in another window: it is not to be fought over. */
const TAKEN_OVER = 4001;
// What is not sent by now would only arrive late: about a second of bodies.
const FULL_BYTES = 16_384;

export class Link {
  readonly #line: Line;
  #socket: Socket | null = null;
  #set: SetToWatch | null = null;
  #waiting: Seen[] = [];
  #flush: ReturnType<typeof setTimeout> | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #retryMilliseconds = FIRST_RETRY_MILLISECONDS;
  #steady: ReturnType<typeof setTimeout> | null = null;
  #reached = true;
  #sequence = 0;
  #closed = false;

  constructor(line: Line) {
    this.#line = line;
  }

  async open(): Promise<void> {
    try {
      const ticket = await this.#line.ticket();
      if (!this.#closed) {
        this.#listen(this.#line.open(ticket));
      }
    } catch {
      this.#openLater();
    }
  }

  /** From here on this set is watched, or taken up again. */
  watch(set: SetToWatch): void {
    this.#letGo();
    this.#set = set;
    this.#say({ kind: "set", ...set });
  }

  /** Asks what this set came to; nothing is watched until the next `watch`. */
  over(set: string): void {
    this.#sendWaiting();
    this.#set = null;
    this.#say({ kind: "over", set });
  }

  /** True where it will be sent. */
  see(frame: Seen): boolean {
    if (this.#set === null || !this.#isOpen() || (this.#socket?.bufferedAmount ?? 0) > FULL_BYTES) {
      return false;
    }
    this.#waiting.push(frame);
    if (this.#waiting.length >= BATCH) {
      this.#sendWaiting();
    } else {
      this.#flush ??= setTimeout(() => this.#sendWaiting(), FLUSH_AFTER_MILLISECONDS);
    }
    return true;
  }

  close(): void {
    this.#closed = true;
    this.#letGo();
    if (this.#retry !== null) {
      clearTimeout(this.#retry);
    }
    this.#stopSteadying();
    this.#socket?.close();
    this.#socket = null;
  }

  #listen(socket: Socket): void {
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      if (this.#set !== null) {
        this.#say({ kind: "set", ...this.#set });
      }
      this.#steady = setTimeout(() => this.#reach(true), STEADY_AFTER_MILLISECONDS);
    };
    socket.onmessage = ({ data }) => this.#hear(data);
    socket.onclose = ({ code }) => {
      if (this.#socket === socket) {
        this.#socket = null;
        this.#letGo();
        this.#stopSteadying();
        if (code === TAKEN_OVER) {
          this.#closed = true;
          this.#reach(false);
        } else {
          this.#openLater();
        }
      }
    };
  }

  #hear(data: unknown): void {
    let message: Message | null = null;
    try {
      message = typeof data === "string" ? readMessage(data) : null;
    } catch {
      return; // a server of another version: what cannot be read is no reason to stop
    }
    if (message !== null) {
      // It answers, so the next break is a new one.
      this.#retryMilliseconds = FIRST_RETRY_MILLISECONDS;
      this.#reach(true);
      this.#line.onMessage(message);
    }
  }

  #openLater(): void {
    if (this.#closed) {
      return;
    }
    this.#reach(false);
    this.#retry = setTimeout(() => void this.open(), this.#retryMilliseconds);
    this.#retryMilliseconds = Math.min(this.#retryMilliseconds * 2, LONGEST_RETRY_MILLISECONDS);
  }

  #reach(reached: boolean): void {
    if (reached !== this.#reached) {
      this.#reached = reached;
      this.#line.onReach(reached);
    }
  }

  #stopSteadying(): void {
    if (this.#steady !== null) {
      clearTimeout(this.#steady);
      this.#steady = null;
    }
  }

  #sendWaiting(): void {
    const frames = this.#waiting;
    this.#letGo();
    if (frames.length > 0 && this.#isOpen()) {
      this.#socket?.send(packed(this.#sequence, frames));
      this.#sequence += 1;
    }
  }

  #letGo(): void {
    this.#waiting = [];
    if (this.#flush !== null) {
      clearTimeout(this.#flush);
      this.#flush = null;
    }
  }

  #say(message: object): void {
    if (this.#isOpen()) {
      this.#socket?.send(JSON.stringify(message));
    }
  }

  #isOpen(): boolean {
    return this.#socket?.readyState === OPEN;
  }
}
