/* The one sentence beside the counts: a pure function of how it is with camera, coach and person. */

import type { EyesState } from "../camera/eyes.ts";
import type { WitnessWords } from "./words.ts";

export interface Moment {
  readonly eyes: EyesState;
  /** Whether the coach can be reached. */
  readonly reached: boolean;
  /** Whether a set is being watched: between sets there is nothing to say. */
  readonly watching: boolean;
  readonly timed: boolean;
  readonly settled: boolean;
  /** The coach's word for what it cannot see just now. */
  readonly unseen: string | null;
  /** A hint being given: what to do, or that this was enough. */
  readonly hint: string | null;
}

/** said: worth a screen reader's voice, and more weight on the page. */
export interface Line {
  readonly text: string;
  readonly said: boolean;
}

type Trouble = "dark" | "slow" | "lost" | "blind";

/** What is said where the camera is not simply ready; null where it is still being opened. */
const TROUBLES: Readonly<Record<Exclude<EyesState, "ready">, Trouble | null>> = {
  asking: null,
  loading: null,
  dark: "dark",
  slow: "slow",
  lost: "lost",
  refused: "blind",
  none: "blind",
  busy: "blind",
  insecure: "blind",
  unloaded: "blind",
  off: "blind",
};

export function lineAt(moment: Moment, words: WitnessWords): Line {
  const { eyes, hint, reached, settled, timed, unseen, watching } = moment;
  const { lines } = words;
  if (hint !== null) {
    return { text: hint, said: true };
  }
  const trouble = eyes === "ready" ? null : TROUBLES[eyes];
  // Where frames still come, what is made of them is worth more than how they look.
  const managing = (trouble === "dark" || trouble === "slow") && settled && unseen === null;
  if (trouble !== null && !managing) {
    return { text: lines[trouble], said: true };
  }
  if (eyes === "asking" || eyes === "loading") {
    return { text: lines.preparing, said: false };
  }
  if (!reached) {
    return { text: lines.away, said: true };
  }
  if (!watching) {
    return { text: "", said: false };
  }
  if (timed) {
    return { text: lines.timed, said: false };
  }
  const blocked = unseen === null ? undefined : words.unseen.get(unseen);
  if (blocked !== undefined) {
    return { text: blocked, said: true };
  }
  return { text: settled ? lines.watching : lines.settling, said: false };
}
