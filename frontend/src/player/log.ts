/* What is written down of a session: each event once, with its place in the routine. */

import type { Position } from "./at.ts";
import type { Outbox } from "./outbox.ts";
import type { Fields } from "./reading.ts";
import { repKey, withSeen } from "./record.ts";
import type { EventKind, SessionEvent, SessionRecord } from "./record.ts";
import type { Rep, Side, Timeline } from "./timeline.ts";

/** What the camera saw of one side of a set. */
export interface SideSeen {
  readonly side: Side | null;
  readonly detail: Fields;
}

type Place = Pick<SessionEvent, "movement" | "side" | "rep">;

export class SessionLog {
  readonly #outbox: Outbox;

  constructor(outbox: Outbox) {
    this.#outbox = outbox;
  }

  write(
    kind: EventKind,
    position: Position,
    detail: Fields = {},
    changes: Partial<SessionRecord> = {},
  ): void {
    const { set, side, rep, seconds } = position;
    const place = { movement: set?.movement ?? null, side, rep: rep?.rep ?? null };
    this.#outbox.add(event(kind, detail, seconds, place), changes);
  }

  /** A rep that was played past; written once, however often it is told. */
  repDone(rep: Rep): void {
    const key = repKey(this.#outbox.record, rep);
    const { counted } = this.#outbox.record;
    if (counted.includes(key)) {
      return;
    }
    const place = { movement: rep.movement, side: rep.side, rep: rep.rep };
    const done = event("rep_done", {}, rep.endsAt, place);
    this.#outbox.add(done, { counted: [...counted, key], goOnAtSeconds: rep.endsAt });
    if (rep.lastOfSet) {
      const set = { movement: rep.movement, side: null, rep: null };
      this.#outbox.add(event("set_done", {}, rep.endsAt, set));
    }
  }

  /** What comes after `seconds` will be done, and counted, once more. */
  wentBack(position: Position, seconds: number, timeline: Timeline): void {
    const { passes } = this.#outbox.record;
    const again = timeline.sets.map((set, index) => {
      const times = passes[String(index)] ?? 0;
      return [String(index), set.at >= seconds ? times + 1 : times] as const;
    });
    const changes = { passes: Object.fromEntries(again) };
    this.write("went_back", position, { to_seconds: seconds }, changes);
  }

  /** What the camera has seen of a set so far: kept in case the session ends before the set does. */
  keepSeen(movement: string, seconds: number, sides: readonly SideSeen[], state: Fields): void {
    const events = sides.map((each) => seenEvent(movement, seconds, each));
    this.#outbox.change({ seen: { state, events } });
  }

  /** What the camera saw of a set that is over. */
  seen(movement: string, seconds: number, sides: readonly SideSeen[]): void {
    this.#outbox.change({ seen: null });
    sides.forEach((each) => this.#outbox.add(seenEvent(movement, seconds, each)));
  }

  /** What was kept is all there will be of its set. */
  seenBefore(): void {
    this.#outbox.change(withSeen(this.#outbox.record));
    void this.#outbox.flush();
  }

  /** Where to go on after a reload. */
  remember(seconds: number): void {
    if (seconds !== this.#outbox.record.goOnAtSeconds) {
      this.#outbox.change({ goOnAtSeconds: seconds });
    }
  }
}

function seenEvent(movement: string, seconds: number, { side, detail }: SideSeen): SessionEvent {
  return event("seen", detail, seconds, { movement, side, rep: null });
}

function event(kind: EventKind, detail: Fields, seconds: number, place: Place): SessionEvent {
  return {
    id: crypto.randomUUID(),
    kind,
    at_seconds: seconds,
    happened_at: new Date().toISOString(),
    ...place,
    detail,
  };
}
