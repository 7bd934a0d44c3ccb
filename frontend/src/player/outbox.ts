/* Sends what happened, as it happens, and keeps it until the server says it is stored. */

import { fields, list, text } from "./reading.ts";
import { keptSessions, loadRecord, saveRecord, withSeen } from "./record.ts";
import type { SessionEvent, SessionRecord } from "./record.ts";

/** The ids the server now has, or the status with which it refused (0: it was not reached). */
export type Answer = { readonly stored: readonly string[] } | { readonly refused: number };
export type Post = (session: string, events: readonly SessionEvent[]) => Promise<Answer>;

const BATCH = 50;
const FIRST_RETRY_MILLISECONDS = 1000;
const LONGEST_RETRY_MILLISECONDS = 15_000;
const WAIT_AT_MOST_MILLISECONDS = 4000;
// Refusals that say "later" rather than "never like this".
const LATER = new Set([0, 403, 408, 429]);

export class Outbox {
  #record: SessionRecord;
  readonly #storage: Storage;
  readonly #post: Post;
  readonly #onTrouble: (trouble: boolean) => void;
  #sending: Promise<boolean> | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #retryMilliseconds = FIRST_RETRY_MILLISECONDS;

  constructor(
    record: SessionRecord,
    storage: Storage,
    post: Post,
    onTrouble: (trouble: boolean) => void,
  ) {
    this.#record = settled(record);
    this.#storage = storage;
    this.#post = post;
    this.#onTrouble = onTrouble;
  }

  get record(): SessionRecord {
    return this.#record;
  }

  /** Keeps an event, in one write with all that must become true together with it. */
  add(event: SessionEvent, changes: Partial<SessionRecord> = {}): void {
    this.change({ ...changes, unsent: [...this.#record.unsent, event] });
    if (this.#retry === null) {
      void this.flush();
    }
  }

  change(changes: Partial<SessionRecord>): void {
    this.#record = settled({ ...this.#record, ...changes });
    saveRecord(this.#storage, this.#record);
  }

  /** Sends all that is waiting. True when the server has everything. */
  flush(): Promise<boolean> {
    this.#sending ??= this.#send().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  /** The same, as far as somebody would wait for it. */
  flushSoon(): Promise<boolean> {
    const late = new Promise<false>((resolve) => {
      setTimeout(() => resolve(false), WAIT_AT_MOST_MILLISECONDS);
    });
    return Promise.race([this.flush(), late]);
  }

  async #send(): Promise<boolean> {
    this.#stopRetry();
    let stored = 1;
    while (this.#record.unsent.length > 0 && stored > 0) {
      const ids = await deliver(this.#post, this.#record.session, this.#record.unsent);
      this.change({ unsent: without(this.#record.unsent, ids) });
      stored = ids.size;
    }
    const done = this.#record.unsent.length === 0;
    this.#onTrouble(!done);
    this.#retryMilliseconds = done ? FIRST_RETRY_MILLISECONDS : this.#retryLater();
    return done;
  }

  /** Gives how long the wait after this one will be. */
  #retryLater(): number {
    this.#retry = setTimeout(() => void this.flush(), this.#retryMilliseconds);
    return Math.min(this.#retryMilliseconds * 2, LONGEST_RETRY_MILLISECONDS);
  }

  #stopRetry(): void {
    if (this.#retry !== null) {
      clearTimeout(this.#retry);
      this.#retry = null;
    }
  }
}

/** `url` holds the word SESSION where the session's id belongs. */
export function postTo(url: string, csrfToken: string): Post {
  return async (session, events) => {
    try {
      const response = await fetch(url.replace("SESSION", session), {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken },
        body: JSON.stringify({ events }),
        // Lets the last events go out while the page is being left.
        keepalive: true,
      });
      if (!response.ok) {
        return { refused: response.status };
      }
      const body = fields(await response.json(), "answer");
      return { stored: list(body["stored"], "stored").map((id) => text(id, "stored")) };
    } catch {
      return { refused: 0 };
    }
  };
}

/** Marks a session as played here, so that no other page sends its leftovers meanwhile. */
export function holdSession(session: string): void {
  void navigator.locks?.request(lockName(session), () => new Promise<never>(() => undefined));
}

/** Sends what earlier sessions could not: the server was away, or the page was closed too soon. */
export async function sendLeftovers(storage: Storage, post: Post): Promise<void> {
  for (const session of keptSessions(storage)) {
    await navigator.locks?.request(lockName(session), { ifAvailable: true }, async (lock) => {
      const record = loadRecord(storage, session);
      if (lock !== null && record !== null) {
        saveRecord(storage, await withoutLeftovers(record, post));
      }
    });
  }
}

/** Once a session is over, what the camera saw of its last set waits for nothing more. */
function settled(record: SessionRecord): SessionRecord {
  return record.over ? withSeen(record) : record;
}

/** What was seen of a set goes as well: somebody who comes back to it sends a newer sum. */
async function withoutLeftovers(record: SessionRecord, post: Post): Promise<SessionRecord> {
  const { seen, session, unsent } = record;
  const events = [...unsent, ...(seen?.events ?? [])];
  if (events.length === 0) {
    return record;
  }
  const ids = await deliver(post, session, events);
  const seenBefore = seen === null ? null : { ...seen, events: without(seen.events, ids) };
  return { ...record, unsent: without(unsent, ids), seen: seenBefore };
}

/** Sends events in their order, and gives the ids of those now stored. */
async function deliver(
  post: Post,
  session: string,
  events: readonly SessionEvent[],
): Promise<ReadonlySet<string>> {
  const stored = new Set<string>();
  let size = BATCH;
  let next = 0;
  while (next < events.length) {
    const batch = events.slice(next, next + size);
    const answer = await post(session, batch);
    if ("stored" in answer) {
      answer.stored.forEach((id) => stored.add(id));
    } else if (LATER.has(answer.refused) || answer.refused >= 500) {
      break;
    } else if (batch.length > 1) {
      // One event that the server cannot take must not hold back the others.
      size = 1;
      continue;
    }
    next += batch.length;
  }
  return stored;
}

function without(
  events: readonly SessionEvent[],
  ids: ReadonlySet<string>,
): readonly SessionEvent[] {
  return events.filter((event) => !ids.has(event.id));
}

function lockName(session: string): string {
  return `supine:session:${session}`;
}
