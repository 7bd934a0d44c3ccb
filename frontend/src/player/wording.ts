/* The words on the page while the session runs. */

import type { Position } from "./at.ts";
import type { Breath, MovementSet, Side } from "./timeline.ts";

// Names of phases are keys; where the key itself is no word for a person, its word stands here.
const PHASE_WORDS: Readonly<Record<string, string>> = {
  ready: "Have within reach",
  down: "Lie down",
  position: "Get into place",
  show: "One to see how",
  release: "Let go",
  end: "Take your time",
};

export function sideWord(side: Side): string {
  return side === "left" ? "Left" : "Right";
}

export function breathWord(breath: Breath | null): string {
  return breath === null ? "" : `Breathe ${breath}`;
}

/** The largest words: what this is. */
export function title(position: Position): string {
  switch (position.stage) {
    case "before":
      return phaseWord(position.phase.name);
    case "rest":
      return "Rest";
    case "end":
      return "Done";
    default:
      return position.set?.name ?? "";
  }
}

/** The word below the count: what to do this moment. */
export function momentWord(position: Position): string {
  if (position.holdCount !== null) {
    return `Hold ${position.holdCount}`;
  }
  const named = position.stage === "before" || position.stage === "rest";
  return named ? "" : phaseWord(position.phase.name);
}

/** The count itself: the rep, or the seconds of a wait. */
export function countWord(position: Position): string {
  if (position.stage === "moving") {
    return position.rep === null ? "" : String(position.rep.rep);
  }
  if (position.stage === "end") {
    return "";
  }
  return String(Math.ceil(waitSeconds(position)));
}

/** Seconds until something changes, while nothing is being counted. */
export function waitSeconds(position: Position): number {
  const phaseLeft = position.phase.at + position.phase.seconds - position.seconds;
  return Math.max(0, position.secondsUntilMoving ?? phaseLeft);
}

export function setWords(position: Position): string {
  const { set, stage, rep } = position;
  if (set === null || stage === "rest" || stage === "end") {
    return "";
  }
  if (stage === "moving" && rep !== null) {
    return `${rep.rep} of ${set.reps}`;
  }
  return `${set.untilTires ? "Up to " : ""}${amount(set)}`;
}

/** The quiet line: what ends this movement, or what comes after it. */
export function nextWords(position: Position): string {
  if (position.stage === "end") {
    return "";
  }
  if (position.stage === "moving" && position.set?.untilTires === true) {
    return "Any key, or Enough, when it tires";
  }
  return position.nextSet === null ? "Next: the end" : `Next: ${position.nextSet.name}`;
}

/** What a screen reader says when a movement begins to be set up. */
export function announcement(set: MovementSet): string {
  return `${set.name}. ${set.untilTires ? "Up to " : ""}${amount(set)}.`;
}

function amount(set: MovementSet): string {
  return set.perSide ? `${set.reps} on each side` : `${set.reps} times`;
}

function phaseWord(name: string): string {
  const words = PHASE_WORDS[name] ?? name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
