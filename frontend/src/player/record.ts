/* What this browser remembers of one session until the server has it: the events not yet stored
   there, which reps were already counted, and where the track was. One entry in localStorage per
   session, so that a reload, a crash or a stopped server loses nothing. */

import { fields, flag, list, number, oneOf, orNull, text } from "./reading.ts";
import type { Fields } from "./reading.ts";
import type { Options } from "./choices.ts";
import { readOptions } from "./choices.ts";
import type { Rep, Side } from "./timeline.ts";

export const EVENT_KINDS = [
  "started",
  "rep_done",
  "set_done",
  "enough",
  "hurts",
  "skipped",
  "went_back",
  "paused",
  "resumed",
  "finished",
  "ended",
  "seen",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** In the shape and with the names the server reads. */
export interface SessionEvent {
  readonly id: string;
  readonly kind: EventKind;
  readonly at_seconds: number;
  readonly happened_at: string;
  readonly movement: string | null;
  readonly side: Side | null;
  readonly rep: number | null;
  readonly detail: Fields;
}

export interface SessionRecord {
  readonly session: string;
  readonly routine: string;
  readonly options: Options;
  readonly unsent: readonly SessionEvent[];
  /** Keys of what was counted, so that playing on after a reload counts nothing twice. */
  readonly counted: readonly string[];
  /** How often "back" has returned to each set: a set done again is counted again. */
  readonly passes: Readonly<Record<string, number>>;
  /** Where to go on after an interruption. */
  readonly goOnAtSeconds: number;
  readonly over: boolean;
  /** What the camera has seen of the set that is under way; null without one. */
  readonly seen: SeenSoFar | null;
}

export interface SeenSoFar {
  /** From which to go on counting after a reload; read by the witness alone. */
  readonly state: Fields;
  /** To be sent when the session ends before the set does. */
  readonly events: readonly SessionEvent[];
}

const PREFIX = "supine:session:";

export function newRecord(session: string, routine: string, options: Options): SessionRecord {
  return {
    session,
    routine,
    options,
    unsent: [],
    counted: [],
    passes: {},
    goOnAtSeconds: 0,
    over: false,
    seen: null,
  };
}

/** The record with what the camera has seen among what is to be sent: there will be no more. */
export function withSeen(record: SessionRecord): SessionRecord {
  const events = record.seen?.events ?? [];
  return { ...record, unsent: [...record.unsent, ...events], seen: null };
}

/** pass: how often "back" had returned to the rep's set, when it was done. */
export function repKey(
  record: SessionRecord,
  rep: Rep,
  pass = record.passes[String(rep.set)] ?? 0,
): string {
  return [rep.set, rep.movement, rep.side ?? "both", rep.rep, pass].join("/");
}

/** Null when nothing readable is kept under this session. */
export function loadRecord(storage: Storage, session: string): SessionRecord | null {
  try {
    const kept = storage.getItem(PREFIX + session);
    return kept === null ? null : readRecord(JSON.parse(kept));
  } catch {
    return null;
  }
}

/** A full or forbidden storage is no reason to stop: events then wait in memory only. */
export function saveRecord(storage: Storage, record: SessionRecord): void {
  try {
    if (record.over && record.unsent.length === 0) {
      storage.removeItem(PREFIX + record.session);
    } else {
      storage.setItem(PREFIX + record.session, JSON.stringify(record));
    }
  } catch {
    return;
  }
}

export function keptSessions(storage: Storage): readonly string[] {
  try {
    return Object.keys(storage)
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}

function readRecord(value: unknown): SessionRecord {
  const source = fields(value, "record");
  const passes = fields(source["passes"], "passes");
  return {
    session: text(source["session"], "session"),
    routine: text(source["routine"], "routine"),
    options: readOptions(source["options"]),
    unsent: list(source["unsent"], "unsent").map(readEvent),
    counted: list(source["counted"], "counted").map((key) => text(key, "counted")),
    passes: Object.fromEntries(
      Object.entries(passes).map(([set, times]) => [set, number(times, `passes.${set}`)]),
    ),
    goOnAtSeconds: number(source["goOnAtSeconds"], "goOnAtSeconds"),
    over: flag(source["over"], "over"),
    seen: orNull(readSeen, source["seen"], "seen"),
  };
}

function readSeen(value: unknown, place: string): SeenSoFar {
  const source = fields(value, place);
  return {
    state: fields(source["state"], `${place}.state`),
    events: list(source["events"], `${place}.events`).map(readEvent),
  };
}

function readEvent(value: unknown, index: number): SessionEvent {
  const place = `unsent[${index}]`;
  const source = fields(value, place);
  return {
    id: text(source["id"], `${place}.id`),
    kind: oneOf(EVENT_KINDS, source["kind"], `${place}.kind`),
    at_seconds: number(source["at_seconds"], `${place}.at_seconds`),
    happened_at: text(source["happened_at"], `${place}.happened_at`),
    movement: orNull(text, source["movement"], `${place}.movement`),
    side: orNull(readSide, source["side"], `${place}.side`),
    rep: orNull(number, source["rep"], `${place}.rep`),
    detail: fields(source["detail"], `${place}.detail`),
  };
}

function readSide(value: unknown, place: string): Side {
  return oneOf(["left", "right"], value, place);
}
