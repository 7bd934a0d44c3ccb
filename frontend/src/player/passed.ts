/* Which reps were completed between two looks at the track. */

import type { Rep, Timeline } from "./timeline.ts";

/**
 * Reps whose end lies after `previousSeconds` and not after `nowSeconds`.
 *
 * A hidden tab may be looked at once a second or less, so one look can pass several reps. A seek
 * passes none, in whichever direction.
 */
export function passed(
  previousSeconds: number,
  nowSeconds: number,
  timeline: Timeline,
  wasSeek: boolean,
): readonly Rep[] {
  if (wasSeek || nowSeconds <= previousSeconds) {
    return [];
  }
  return timeline.reps.filter(
    (rep) => rep.endsAt > previousSeconds && rep.endsAt <= nowSeconds,
  );
}
