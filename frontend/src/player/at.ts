/* Where the session is at one moment of the track: a pure function of the timeline and seconds. */

import { lastBegun } from "./timeline.ts";
import type { Breath, Cue, MovementSet, Phase, Rep, Side, Timeline } from "./timeline.ts";

export type Stage = "before" | "set-up" | "moving" | "rest" | "end";

export interface Position {
  readonly seconds: number;
  readonly stage: Stage;
  readonly phase: Phase;
  readonly phaseProgress: number;
  /** -1 before the first movement. Stays at the last one through rest and end. */
  readonly setIndex: number;
  readonly set: MovementSet | null;
  /** The rep being done, or just done when a short pause follows it. */
  readonly rep: Rep | null;
  readonly side: Side | null;
  readonly breath: Breath | null;
  /** 0 when breathed out, 1 when breathed in. */
  readonly breathLevel: number;
  /** Counted down to 1 while something is held, as the voice does. */
  readonly holdCount: number | null;
  readonly secondsUntilMoving: number | null;
  readonly secondsLeft: number;
  readonly sessionProgress: number;
  readonly nextSet: MovementSet | null;
  /** What the voice is saying, or has just said. */
  readonly words: string;
  /** The words being said now for which there is no clip. */
  readonly read: Cue | null;
}

// A caption stays readable for a moment after the voice has finished it.
const CAPTION_LINGERS_SECONDS = 1.5;
// Before a first breath the ring moves to where that breath begins, at the pace of a breath.
const SETTLE_SECONDS = 2;

export function at(timeline: Timeline, seconds: number): Position {
  const now = clamp(seconds, 0, timeline.seconds);
  const phaseIndex = Math.max(0, lastBegun(timeline.phases, now));
  const phase = timeline.phases[phaseIndex] as Phase;
  const setIndex = lastBegun(timeline.sets, now);
  const set = timeline.sets[setIndex] ?? null;
  const nextSet = timeline.sets[setIndex + 1] ?? null;
  const stage = stageOf(set, nextSet, now);
  const rep = stage === "moving" ? repOf(timeline, setIndex, now) : null;
  return {
    seconds: now,
    stage,
    phase,
    phaseProgress: share(now - phase.at, phase.seconds),
    setIndex,
    set,
    rep,
    side: phase.side ?? rep?.side ?? null,
    breath: phase.breath,
    breathLevel: breathLevel(timeline.phases, phaseIndex, now),
    holdCount: phase.holds ? Math.ceil(phase.at + phase.seconds - now) : null,
    secondsUntilMoving: stage === "set-up" && set !== null ? set.movingAt - now : null,
    secondsLeft: timeline.seconds - now,
    sessionProgress: share(now, timeline.seconds),
    nextSet,
    words: wordsAt(timeline, now),
    read: readAt(timeline, now),
  };
}

/** How many reps of a set on one side (null: on no side) are over. */
export function repsOver(timeline: Timeline, position: Position, side: Side | null): number {
  return timeline.reps.filter(
    (rep) =>
      rep.set === position.setIndex && rep.side === side && rep.endsAt <= position.seconds,
  ).length;
}

/** Whether the sides of a set change with every rep, rather than once in the middle. */
export function alternates(timeline: Timeline, setIndex: number): boolean {
  const reps = timeline.reps.filter((rep) => rep.set === setIndex);
  const changes = reps.filter((rep, index) => index > 0 && rep.side !== reps[index - 1]?.side);
  return changes.length > 1;
}

/** Where to go on after an interruption: the start of this rep, or of this set-up. */
export function resumePoint(position: Position): number {
  const { rep, set, stage, seconds } = position;
  if (rep !== null) {
    return rep.endsAt <= seconds ? rep.endsAt : rep.at;
  }
  return stage === "set-up" && set !== null ? set.at : position.phase.at;
}

/** Where "back" leads: the start of this movement or, near its start, of the one before. */
export function backPoint(timeline: Timeline, seconds: number): number {
  const setIndex = lastBegun(timeline.sets, seconds);
  const set = timeline.sets[setIndex];
  if (set === undefined) {
    return 0;
  }
  if (seconds - set.at > 3) {
    return set.at;
  }
  return timeline.sets[setIndex - 1]?.at ?? set.at;
}

/** Where "skip" leads: the next movement, or the words at the end. */
export function skipPoint(timeline: Timeline, seconds: number): number {
  const setIndex = lastBegun(timeline.sets, seconds);
  const next = timeline.sets[setIndex + 1];
  if (next !== undefined) {
    return next.at;
  }
  const ending = timeline.phases.find((phase) => phase.name === "end");
  const over = timeline.sets[setIndex]?.endsAt ?? timeline.seconds;
  return Math.max(seconds, ending?.at ?? over);
}

function stageOf(set: MovementSet | null, next: MovementSet | null, now: number): Stage {
  if (set === null) {
    return "before";
  }
  if (now < set.movingAt) {
    return "set-up";
  }
  if (now < set.endsAt) {
    return "moving";
  }
  return next === null ? "end" : "rest";
}

function repOf(timeline: Timeline, setIndex: number, now: number): Rep | null {
  const rep = timeline.reps[lastBegun(timeline.reps, now)];
  return rep?.set === setIndex ? rep : null;
}

function breathLevel(phases: readonly Phase[], index: number, now: number): number {
  const breath = phases[index]?.breath ?? null;
  const first = edgeOfBreath(phases, index, -1);
  const last = edgeOfBreath(phases, index, 1);
  const beginsAt = phases[first]?.at ?? 0;
  const endsAt = (phases[last]?.at ?? 0) + (phases[last]?.seconds ?? 0);
  if (breath !== null) {
    const drawn = eased(share(now - beginsAt, endsAt - beginsAt));
    return breath === "in" ? drawn : 1 - drawn;
  }
  const from = phases[first - 1]?.breath === "in" ? 1 : 0;
  const to = phases[last + 1]?.breath === "out" ? 1 : 0;
  const settleSeconds = Math.min(SETTLE_SECONDS, endsAt - beginsAt);
  return from + (to - from) * eased(share(now - (endsAt - settleSeconds), settleSeconds));
}

/** The outermost phase, looking one way, that still belongs to the same breath. */
function edgeOfBreath(phases: readonly Phase[], index: number, step: 1 | -1): number {
  let edge = index;
  while (phases[edge + step] && phases[edge + step]?.breath === phases[index]?.breath) {
    edge += step;
  }
  return edge;
}

function wordsAt(timeline: Timeline, now: number): string {
  const said = timeline.cues[lastBegun(timeline.cues, now)];
  if (said?.kind === "say" || said?.kind === "read") {
    return now < said.at + said.seconds + CAPTION_LINGERS_SECONDS ? said.text : "";
  }
  return "";
}

function readAt(timeline: Timeline, now: number): Cue | null {
  const said = timeline.cues[lastBegun(timeline.cues, now)];
  return said?.kind === "read" && now < said.at + said.seconds ? said : null;
}

function eased(progress: number): number {
  return 0.5 - 0.5 * Math.cos(Math.PI * progress);
}

function share(part: number, whole: number): number {
  return whole > 0 ? clamp(part / whole, 0, 1) : 1;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
