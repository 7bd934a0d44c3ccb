/* What happens when: the timeline as the server sends it, and the reps found in it.
   All times are seconds from the start of the track. */

import { fields, flag, list, number, oneOf, orNull, ShapeError, text } from "./reading.ts";

export type Side = "left" | "right";
export type Breath = "in" | "out";

export interface Cue {
  readonly at: number;
  readonly seconds: number;
  /** "read": the voice has no clip of these words; the page speaks or shows them. */
  readonly kind: "say" | "count" | "tone" | "read";
  readonly text: string;
}

export interface Phase {
  readonly at: number;
  readonly seconds: number;
  readonly movement: string | null;
  readonly side: Side | null;
  /** Counted from 1 on each side; null when nothing is being repeated. */
  readonly rep: number | null;
  readonly name: string;
  readonly range: number;
  readonly breath: Breath | null;
  /** The step of the rep that is moved or shown; null elsewhere. */
  readonly step: string | null;
  /** Whether that step is held still, and so counts down. */
  readonly holds: boolean;
}

/** One movement of the routine, from its set-up words to its last rep. */
export interface MovementSet {
  readonly movement: string;
  readonly name: string;
  readonly at: number;
  readonly movingAt: number;
  readonly endsAt: number;
  readonly reps: number;
  readonly perSide: boolean;
  readonly untilTires: boolean;
  /** What the reps are. */
  readonly unit: "times" | "minutes";
  /** Ids of what this movement needs at this dose. */
  readonly equipment: readonly string[];
}

/** One rep on one side, all its phases together. */
export interface Rep {
  readonly set: number;
  readonly movement: string;
  readonly side: Side | null;
  readonly rep: number;
  readonly at: number;
  readonly endsAt: number;
  readonly lastOfSet: boolean;
}

export interface Timeline {
  readonly routine: string;
  readonly seconds: number;
  readonly movingSeconds: number;
  readonly cues: readonly Cue[];
  readonly phases: readonly Phase[];
  readonly sets: readonly MovementSet[];
  readonly reps: readonly Rep[];
}

export function readTimeline(value: unknown): Timeline {
  const source = fields(value, "timeline");
  const phases = list(source["phases"], "phases").map(readPhase);
  const asSent = list(source["sets"], "sets").map(readSet);
  if (phases.length === 0) {
    throw new ShapeError("phases", "at least one phase");
  }
  const reps = findReps(phases, asSent);
  // A tone opens each set; until it has sounded, the person still waits.
  const sets = asSent.map((set, index) => {
    const first = reps.find((rep) => rep.set === index);
    return first === undefined ? set : { ...set, movingAt: first.at };
  });
  return {
    routine: text(source["routine"], "routine"),
    seconds: number(source["seconds"], "seconds"),
    movingSeconds: number(source["moving_seconds"], "moving_seconds"),
    cues: list(source["cues"], "cues").map(readCue),
    phases,
    sets,
    reps,
  };
}

/** The last of `places` that has begun at `seconds`, or -1. `places` are in order of time. */
export function lastBegun(places: readonly { readonly at: number }[], seconds: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const place = places[middle];
    if (place !== undefined && place.at <= seconds) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}

function readCue(value: unknown, index: number): Cue {
  const place = `cues[${index}]`;
  const source = fields(value, place);
  return {
    at: number(source["at"], `${place}.at`),
    seconds: number(source["seconds"], `${place}.seconds`),
    kind: oneOf(["say", "count", "tone", "read"], source["kind"], `${place}.kind`),
    text: text(source["text"], `${place}.text`),
  };
}

function readPhase(value: unknown, index: number): Phase {
  const place = `phases[${index}]`;
  const source = fields(value, place);
  return {
    at: number(source["at"], `${place}.at`),
    seconds: number(source["seconds"], `${place}.seconds`),
    movement: orNull(text, source["movement"], `${place}.movement`),
    side: orNull(readSide, source["side"], `${place}.side`),
    rep: orNull(number, source["rep"], `${place}.rep`),
    name: text(source["name"], `${place}.name`),
    range: orNull(number, source["range"], `${place}.range`) ?? 0,
    breath: orNull(readBreath, source["breath"], `${place}.breath`),
    step: orNull(text, source["step"], `${place}.step`),
    holds: orNull(flag, source["holds"], `${place}.holds`) ?? false,
  };
}

function readSide(value: unknown, place: string): Side {
  return oneOf(["left", "right"], value, place);
}

function readBreath(value: unknown, place: string): Breath {
  return oneOf(["in", "out"], value, place);
}

function readSet(value: unknown, index: number): MovementSet {
  const place = `sets[${index}]`;
  const source = fields(value, place);
  return {
    movement: text(source["movement"], `${place}.movement`),
    name: text(source["name"], `${place}.name`),
    at: number(source["at"], `${place}.at`),
    movingAt: number(source["moving_at"], `${place}.moving_at`),
    endsAt: number(source["ends_at"], `${place}.ends_at`),
    reps: number(source["reps"], `${place}.reps`),
    perSide: flag(source["per_side"], `${place}.per_side`),
    untilTires: flag(source["until_tires"], `${place}.until_tires`),
    unit: oneOf(["times", "minutes"], source["unit"], `${place}.unit`),
    equipment: list(source["equipment"], `${place}.equipment`).map((id) => text(id, place)),
  };
}

function findReps(phases: readonly Phase[], sets: readonly MovementSet[]): readonly Rep[] {
  const reps: Rep[] = [];
  for (const phase of phases) {
    if (phase.rep === null || phase.movement === null) {
      continue;
    }
    const set = lastBegun(sets, phase.at);
    const endsAt = phase.at + phase.seconds;
    const last = reps.at(-1);
    if (last?.set === set && last.side === phase.side && last.rep === phase.rep) {
      reps[reps.length - 1] = { ...last, endsAt };
    } else {
      const { movement, side, rep } = phase;
      reps.push({ set, movement, side, rep, at: phase.at, endsAt, lastOfSet: false });
    }
  }
  return reps.map((rep, index) => ({ ...rep, lastOfSet: reps[index + 1]?.set !== rep.set }));
}
