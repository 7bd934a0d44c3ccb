/* What the page says at one moment of the session: which of the words, and what goes into them. */

import type { Position } from "./at.ts";
import type { Breath, MovementSet, Phase, Side } from "./timeline.ts";
import type { CountedKey, Words } from "./words.ts";

// The phases that belong to no step of a movement.
const PHASES = ["ready", "down", "position", "show", "change", "rest", "end"] as const;

// As the voice does, which counts shorter holds aloud.
const LONGEST_COUNTED_SECONDS = 10;
// Up to here seconds are easier to grasp than minutes.
const LONGEST_IN_SECONDS = 90;

export function breathWord(breath: Breath | null, words: Words): string {
  return breath === null ? "" : words.say(`breathe_${breath}`);
}

/** The largest words: what this is. */
export function title(position: Position, words: Words): string {
  switch (position.stage) {
    case "before":
      return phaseWord(position.phase, words);
    case "rest":
      return words.say("phase_rest");
    case "end":
      return words.say("done");
    default:
      return position.set?.name ?? "";
  }
}

/** The same to be read in lines that never end at a hyphen: "Half-kneeling" stays one word. */
export function inWholeWords(words: string): string {
  return words.replaceAll("-", "-\u2060");
}

/** The word below the count: what to do this moment. */
export function momentWord(position: Position, words: Words): string {
  const { stage, phase, holdCount } = position;
  const word = stage === "before" || stage === "rest" ? "" : phaseWord(phase, words);
  // The seconds of a long hold are the count itself.
  return holdCount === null || longHold(position)
    ? word
    : words.say("counted_step", { step: word, count: holdCount });
}

/** The count itself: the rep, or the time of what is waited for, held for long, or walked. */
export function countWord(position: Position): string {
  if (position.stage === "end") {
    return "";
  }
  if (!countsTime(position)) {
    return position.rep === null ? "" : String(position.rep.rep);
  }
  const left = position.stage === "moving" ? movingSeconds(position) : waitSeconds(position);
  return left > LONGEST_IN_SECONDS ? asClock(left) : String(Math.ceil(left));
}

/** What the count is of: reps, or time, which in minutes takes more room. */
export function counted(position: Position): "reps" | "time" | "minutes" {
  if (!countsTime(position)) {
    return "reps";
  }
  return countWord(position).includes(":") ? "minutes" : "time";
}

function countsTime(position: Position): boolean {
  return (
    position.stage !== "moving" ||
    changing(position) ||
    longHold(position) ||
    position.set?.unit === "minutes"
  );
}

/** Seconds until what is being done is over: the whole of the minutes, else this step alone. */
function movingSeconds(position: Position): number {
  const { set, seconds } = position;
  return set?.unit === "minutes" ? set.endsAt - seconds : waitSeconds(position);
}

/** Seconds until something changes, while nothing is being counted. */
export function waitSeconds(position: Position): number {
  const phaseLeft = position.phase.at + position.phase.seconds - position.seconds;
  return Math.max(0, position.secondsUntilMoving ?? phaseLeft);
}

export function setWords(position: Position, words: Words): string {
  const { set, stage, rep } = position;
  if (set === null || stage === "rest" || stage === "end") {
    return "";
  }
  const isOneMinute = set.unit === "minutes" && set.reps === 1;
  if (stage === "moving" && rep !== null && !changing(position) && !isOneMinute) {
    const key = set.unit === "minutes" ? "minute_of_minutes" : "rep_of_reps";
    return words.say(key, { rep: rep.rep, reps: set.reps });
  }
  return amount(set, words);
}

/** The quiet line: what ends this movement, or what comes after it. */
export function nextWords(position: Position, words: Words): string {
  const { stage, set, nextSet } = position;
  if (stage === "end") {
    return "";
  }
  if (stage === "moving" && set?.untilTires === true) {
    return words.say("until_it_tires");
  }
  return nextSet === null ? words.say("next_is_end") : words.say("next", { movement: nextSet.name });
}

/** Where somebody has paused, in one line. */
export function placeWords(position: Position, words: Words): string {
  const [movement, amount] = [title(position, words), setWords(position, words)];
  return amount === "" ? movement : words.say("place", { movement, amount });
}

/** What the lock screen shows: the movement and its side, or else the routine. */
export function lockScreenTitle(position: Position, routine: string, words: Words): string {
  const { set, side } = position;
  const movement = set?.name ?? routine;
  return side === null
    ? movement
    : words.say("movement_on_side", { movement, side: words.say(side) });
}

/** What a screen reader says when a movement begins to be set up. */
export function announcement(set: MovementSet, words: Words): string {
  return words.say("set_begins", { movement: set.name, amount: amount(set, words) });
}

/** What a screen reader says where a side begins, and stays for a while. */
export function sideAnnouncement(side: Side, words: Words): string {
  return words.say(`${side}_side`);
}

/** "4 minutes 30 seconds", to the nearest five seconds: nobody needs it closer. */
export function inWords(seconds: number, words: Words): string {
  const rounded = Math.max(5, Math.round(seconds / 5) * 5);
  const [minutes, rest] = [Math.floor(rounded / 60), rounded % 60];
  if (minutes === 0) {
    return words.count("seconds", rest);
  }
  const whole = words.count("minutes", minutes);
  return rest === 0
    ? whole
    : words.say("minutes_and_seconds", { minutes: whole, seconds: words.count("seconds", rest) });
}

/** "3:05", for what is left of a session. */
export function asClock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Between the last rep of one side and the first of the other. */
export function changing(position: Position): boolean {
  return position.phase.name === "change";
}

/** A hold that the voice leaves quiet but for its last seconds. */
function longHold({ phase }: Position): boolean {
  return phase.holds && phase.seconds > LONGEST_COUNTED_SECONDS;
}

function amount(set: MovementSet, words: Words): string {
  if (set.unit === "minutes") {
    return words.count("minutes", set.reps);
  }
  const times: CountedKey = set.perSide ? "times_each_side" : "times";
  return words.count(set.untilTires ? `up_to_${times}` : times, set.reps);
}

function phaseWord(phase: Phase, words: Words): string {
  if (phase.rep !== null && phase.movement !== null) {
    return words.step(phase.movement, phase.name);
  }
  const known = PHASES.find((name) => name === phase.name);
  return known === undefined ? "" : words.say(`phase_${known}`);
}
