/* What the page and the coach say to one another: bodies as bytes, one way; what was seen, as
   JSON, the other. */

import { fields, flag, list, number, oneOf, orNull, text } from "../player/reading.ts";
import type { Fields } from "../player/reading.ts";
import type { Side } from "../player/timeline.ts";

/** "none": where there are no sides, or none can be told. */
export const SIDES = ["left", "right", "none"] as const;
export type SideName = (typeof SIDES)[number];
export type Counts = Readonly<Record<SideName, number>>;
export const NOTHING: Counts = { left: 0, right: 0, none: 0 };

/** One body: 33 landmarks of x, y, z and visibility; null where nobody is. */
export interface Seen {
  readonly atSeconds: number;
  readonly landmarks: Float32Array | null;
}
export const VALUES = 33 * 4;

const HEAD_BYTES = 8;
const SECONDS_BYTES = 8;
const FRAME_BYTES = SECONDS_BYTES + 4 * VALUES;

/** How a repetition went. reach: 1 is the card's full movement. */
export interface SeenRep {
  readonly side: SideName;
  readonly reach: number;
  readonly outSeconds: number;
  readonly backSeconds: number;
}

/** One side of a set; null before its first repetition. */
export interface SeenSide {
  readonly reps: number;
  readonly reach: number | null;
  readonly bestReach: number | null;
  readonly outSeconds: number | null;
  readonly backSeconds: number | null;
}

export type Message =
  | {
      readonly kind: "set";
      readonly set: string;
      /** Whether this movement cannot be seen, and goes by time. */
      readonly timed: boolean;
      readonly counted: Counts;
      readonly settled: boolean;
    }
  | { readonly kind: "rep"; readonly set: string; readonly rep: SeenRep; readonly counted: Counts }
  | { readonly kind: "cannot_see"; readonly why: string }
  | { readonly kind: "seen" | "settled" | "left" }
  | { readonly kind: "cue"; readonly text: string }
  | { readonly kind: "tired"; readonly what: string }
  | {
      /** This set cannot be watched, or is not known any more. */
      readonly kind: "fault";
      readonly set: string;
    }
  | {
      readonly kind: "summary";
      readonly set: string;
      readonly seenShare: number;
      readonly notes: readonly string[];
      readonly sides: ReadonlyMap<SideName, SeenSide>;
    };

/** Bodies as the coach reads them, little-endian: sequence, how many, then each with its second. */
export function packed(sequence: number, frames: readonly Seen[]): ArrayBuffer {
  const bytes = new ArrayBuffer(HEAD_BYTES + FRAME_BYTES * frames.length);
  const view = new DataView(bytes);
  view.setUint32(0, sequence, true);
  view.setUint32(4, frames.length, true);
  frames.forEach(({ atSeconds, landmarks }, index) => {
    const from = HEAD_BYTES + FRAME_BYTES * index;
    view.setFloat64(from, atSeconds, true);
    for (let value = 0; value < VALUES; value += 1) {
      const place = from + SECONDS_BYTES + 4 * value;
      view.setFloat32(place, landmarks?.[value] ?? Number.NaN, true);
    }
  });
  return bytes;
}

/** What the coach said; null for what this page does not know. Raises ShapeError. */
export function readMessage(said: string): Message | null {
  const source = fields(JSON.parse(said), "message");
  const kind = text(source["kind"], "kind");
  switch (kind) {
    case "set":
      return {
        kind,
        set: text(source["set"], "set"),
        timed: flag(source["timed"], "timed"),
        counted: readCounts(source["counted"]),
        settled: flag(source["settled"], "settled"),
      };
    case "rep":
      return {
        kind,
        set: text(source["set"], "set"),
        rep: readRep(source),
        counted: readCounts(source["counted"]),
      };
    case "cannot_see":
      return { kind, why: text(source["why"], "why") };
    case "seen":
    case "settled":
    case "left":
      return { kind };
    case "cue":
      return { kind, text: text(source["text"], "text") };
    case "fault":
      return { kind, set: text(source["set"], "set") };
    case "tired":
      return { kind, what: text(source["what"], "what") };
    case "summary":
      return readSummary(source);
    default:
      return null;
  }
}

export function readCounts(value: unknown): Counts {
  const source = fields(value, "counted");
  const count = (side: SideName): number => orNull(number, source[side], `counted.${side}`) ?? 0;
  return { left: count("left"), right: count("right"), none: count("none") };
}

export function readRep(source: Fields): SeenRep {
  const seconds = (name: string): number => number(source[name], name);
  return {
    side: orNull(readSide, source["side"], "side") ?? "none",
    reach: seconds("reach"),
    outSeconds: seconds("out_seconds"),
    backSeconds: seconds("back_seconds"),
  };
}

function readSide(value: unknown, place: string): Side | "none" {
  return oneOf(SIDES, value, place);
}

function readSummary(source: Fields): Message {
  const sides = Object.entries(fields(source["sides"], "sides")).map(([side, told]) => {
    const one = fields(told, `sides.${side}`);
    const value = (name: string): number | null => orNull(number, one[name], `sides.${side}.${name}`);
    const seen = {
      reps: value("reps") ?? 0,
      reach: value("reach"),
      bestReach: value("best_reach"),
      outSeconds: value("out_seconds"),
      backSeconds: value("back_seconds"),
    };
    return [readSide(side, "sides"), seen] as const;
  });
  return {
    kind: "summary",
    set: text(source["set"], "set"),
    seenShare: number(source["seen_share"], "seen_share"),
    notes: list(source["notes"], "notes").map((note) => text(note, "notes")),
    sides: new Map(sides),
  };
}
