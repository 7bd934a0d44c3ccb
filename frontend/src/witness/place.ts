/* Which set the camera watches at one moment: a pure function of where the session is. */

import type { Position } from "../player/at.ts";
import { repKey } from "../player/record.ts";
import type { SessionRecord } from "../player/record.ts";
import type { MovementSet, Side, Timeline } from "../player/timeline.ts";

export interface WatchedPlace {
  /** Set and pass, as in "3/0". */
  readonly key: string;
  readonly index: number;
  /** How often "back" had returned to this set. */
  readonly pass: number;
  readonly set: MovementSet;
}

// The last repetition ends a moment after the voice has called it, and is told a moment later.
const LINGERS_SECONDS = 2.5;

/** The set whose words have begun and whose last rep is not over; null between sets. */
export function placeAt(
  position: Position,
  passes: SessionRecord["passes"],
): WatchedPlace | null {
  const { set, setIndex, stage } = position;
  if (set === null || (stage !== "set-up" && stage !== "moving")) {
    return null;
  }
  const pass = passes[String(setIndex)] ?? 0;
  return { key: `${setIndex}/${pass}`, index: setIndex, pass, set };
}

/** Whether `watched` may still be finishing at this second, though the voice has gone on. */
export function lingers(watched: WatchedPlace, seconds: number): boolean {
  const over = watched.set.endsAt;
  return seconds >= over && seconds < over + LINGERS_SECONDS;
}

/** What the voice called of a set in this pass: reps by side. */
export function calledReps(
  record: SessionRecord,
  place: WatchedPlace,
  timeline: Timeline,
): ReadonlyMap<Side | null, number> {
  const called = new Map<Side | null, number>();
  for (const rep of timeline.reps.filter((each) => each.set === place.index)) {
    const wasCalled = record.counted.includes(repKey(record, rep, place.pass));
    called.set(rep.side, (called.get(rep.side) ?? 0) + (wasCalled ? 1 : 0));
  }
  return called;
}
