/* Where the voice leaves room: something short may be said there, and never over it. */

import type { Cue } from "../player/timeline.ts";

/** To the ear, what follows at once sounds like part of what was said. */
const AFTER_SECONDS = 0.2;
/** A sound begins a little later than it is asked to. */
const BEFORE_SECONDS = 0.3;

/**
 * The second of the track, from `now` on, at which something of this length can begin without
 * meeting the voice or a tone; null where there is none before `until`.
 */
export function nextGap(
  cues: readonly Cue[],
  now: number,
  length: number,
  until: number,
): number | null {
  let begin = now;
  for (const cue of cues) {
    const quietUntil = cue.at - BEFORE_SECONDS;
    if (begin + length <= quietUntil) {
      break;
    }
    begin = Math.max(begin, cue.at + cue.seconds + AFTER_SECONDS);
  }
  return begin <= until ? begin : null;
}
