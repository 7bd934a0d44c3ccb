/* What a key means: a pure function of the key and of what is going on. */

export type Command = "pause" | "resume" | "back" | "skip" | "enough" | "hurts";

export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

export interface Situation {
  readonly mode: "before" | "running" | "paused" | "counting-in" | "hurting" | "over";
  /** The focus is on something that Space and Enter press. */
  readonly onControl: boolean;
  /** A set that goes on until it tires is being moved through. */
  readonly untilTires: boolean;
  /** Single letters can be switched off by those whose tools type letters. */
  readonly letterKeys: boolean;
}

/** Where the person is looked at from; "card" is the view that shows the movement best. */
export type View = "card" | "side" | "feet" | "above";

const VIEWS: Readonly<Record<string, View>> = { "0": "card", "1": "side", "2": "feet", "3": "above" };
const ARROWS: Readonly<Record<string, Command>> = {
  ArrowLeft: "back",
  Backspace: "back",
  ArrowRight: "skip",
};
const LETTERS: Readonly<Record<string, Command>> = {
  b: "back",
  s: "skip",
  e: "enough",
  h: "hurts",
};

export function commandFor(press: Press, situation: Situation): Command | null {
  const { mode, onControl } = situation;
  const held = press.ctrlKey || press.altKey || press.metaKey;
  if (held || mode === "before" || mode === "hurting" || mode === "over") {
    return null;
  }
  if (press.key === " ") {
    return onControl ? null : mode === "paused" ? "resume" : "pause";
  }
  if (press.key === "Escape") {
    return mode === "paused" ? null : "pause";
  }
  return ARROWS[press.key] ?? letter(press.key, situation) ?? tires(press.key, situation);
}

/** The view that a key asks for. Such a key is never "enough": somebody wants to see, and go on. */
export function viewFor(press: Press, situation: Situation): View | null {
  const { mode, letterKeys } = situation;
  const held = press.ctrlKey || press.altKey || press.metaKey;
  const shown = mode === "running" || mode === "counting-in" || mode === "paused";
  return shown && letterKeys && !held ? (VIEWS[press.key] ?? null) : null;
}

function letter(key: string, situation: Situation): Command | null {
  return situation.letterKeys ? (LETTERS[key.toLowerCase()] ?? null) : null;
}

function tires(key: string, situation: Situation): Command | null {
  if (situation.mode !== "running" || !situation.untilTires) {
    return null;
  }
  if (key === "Enter") {
    return situation.onControl ? null : "enough";
  }
  const types = key.length === 1 && VIEWS[key] === undefined;
  return situation.letterKeys && types ? "enough" : null;
}
