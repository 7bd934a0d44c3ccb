/* What was counted in one set, and what of it the diary is told. The coach keeps the count; here it
   lasts through a dropped connection, a coach that began anew, and a reload. */

import type { SideSeen } from "../player/log.ts";
import { fields, flag, list, number, text } from "../player/reading.ts";
import type { Fields } from "../player/reading.ts";
import type { Rep, Side } from "../player/timeline.ts";
import { NOTHING, readCounts, readRep, SIDES } from "./protocol.ts";
import type { Counts, Message, SeenRep, SeenSide, SideName } from "./protocol.ts";

type Summary = Extract<Message, { kind: "summary" }>;
export type Sides = readonly (Side | null)[];

export class SetTally {
  /** Set and pass, as in "3/0". */
  readonly set: string;
  readonly #sides: Sides;
  #reps: readonly SeenRep[] = [];
  #counted: Counts = NOTHING;
  /** What was counted before the coach that counts now began. */
  #before: Counts = NOTHING;
  #timed = false;
  #frames = 0;
  #clearFrames = 0;
  #summary: Summary | null = null;

  /** sides: those of the set's own reps; [null] where it has none. */
  constructor(set: string, sides: Sides) {
    this.set = set;
    this.#sides = sides;
  }

  get timed(): boolean {
    return this.#timed;
  }

  /** Whether the camera looked at any of this set. */
  get watched(): boolean {
    return this.#frames > 0;
  }

  get done(): boolean {
    return this.#summary !== null;
  }

  /** By the sides that the set has: a count without a side stands beside them only where there is
      one, and a side told in a set without sides is a repetition like any other. */
  get counts(): ReadonlyMap<Side | null, number> {
    const { left, right, none } = this.#counted;
    if (!isSided(this.#sides)) {
      return new Map([[null, left + right + none]]);
    }
    if (none > 0 && left + right === 0) {
      return new Map([[null, none]]);
    }
    const counts = new Map<Side | null, number>([
      ["left", left],
      ["right", right],
    ]);
    return none > 0 ? counts.set(null, none) : counts;
  }

  /** The coach takes up this set, from the start or where a connection broke. */
  begun(timed: boolean, counted: Counts): void {
    this.#timed = timed;
    this.#before = bySide((side) => Math.max(0, this.#counted[side] - counted[side]));
    this.#counted = sum(this.#before, counted);
  }

  /** It cannot be watched: the time of the voice is all there is. */
  unwatchable(): void {
    this.#timed = true;
  }

  repDone(rep: SeenRep, counted: Counts): void {
    this.#reps = [...this.#reps, rep];
    this.#counted = sum(this.#before, counted);
  }

  /** clear: whether it could be counted, as far as this page was told. */
  frame(clear: boolean): void {
    this.#frames += 1;
    this.#clearFrames += clear ? 1 : 0;
  }

  over(summary: Summary): void {
    this.#summary = summary;
    const reps = bySide((side) => summary.sides.get(side)?.reps ?? 0);
    this.#counted = bySide((side) => Math.max(this.#counted[side], this.#before[side] + reps[side]));
  }

  /** called: what the voice called, on each side of the set. Empty where the camera saw nothing. */
  seen(called: ReadonlyMap<Side | null, number>): readonly SideSeen[] {
    if (!this.watched) {
      return [];
    }
    const all = [...called.values()].reduce((total, reps) => total + reps, 0);
    return [...this.counts].map(([side, counted]) => {
      const { reach, bestReach, outSeconds, backSeconds } = this.#measured(side);
      const withoutSides = side === null && this.counts.size === 1;
      const detail = {
        set: this.set,
        counted,
        called: withoutSides ? all : (called.get(side) ?? 0),
        reach,
        best_reach: bestReach,
        out_seconds: outSeconds,
        back_seconds: backSeconds,
        seen_share: this.#seenShare(),
        notes: this.#summary?.notes ?? (this.#timed ? ["timed"] : []),
      };
      return { side, detail };
    });
  }

  /** What a reload must not lose. */
  kept(): Fields {
    const reps = this.#reps.map((rep) => ({
      side: rep.side,
      reach: rep.reach,
      out_seconds: rep.outSeconds,
      back_seconds: rep.backSeconds,
    }));
    const [frames, clear_frames] = [this.#frames, this.#clearFrames];
    return { set: this.set, counted: this.#counted, timed: this.#timed, reps, frames, clear_frames };
  }

  /** Takes up what was kept of the same set. Raises ShapeError. */
  restore(kept: Fields): void {
    if (text(kept["set"], "set") === this.set) {
      const reps = list(kept["reps"], "reps").map((rep) => readRep(fields(rep, "reps")));
      const [frames, clear] = [number(kept["frames"], "frames"), number(kept["clear_frames"], "clear_frames")];
      this.#counted = readCounts(kept["counted"]);
      this.#timed = flag(kept["timed"], "timed");
      [this.#reps, this.#frames, this.#clearFrames] = [reps, frames, clear];
    }
  }

  /** The coach's own measure where it saw the whole set from one side of a break, else this page's,
      of the repetitions it was told of. */
  #measured(side: Side | null): SeenSide {
    const told = this.#summary?.sides.get(side ?? "none");
    const whole = Object.values(this.#before).every((reps) => reps === 0);
    if (told !== undefined && whole) {
      return told;
    }
    const alone = side === null && this.counts.size === 1;
    const reps = this.#reps.filter((rep) => alone || rep.side === (side ?? "none"));
    const middle = (of: (rep: SeenRep) => number): number | null => median(reps.map(of));
    return {
      reps: reps.length,
      reach: middle((rep) => rep.reach),
      bestReach: reps.length > 0 ? Math.max(...reps.map((rep) => rep.reach)) : null,
      outSeconds: middle((rep) => rep.outSeconds),
      backSeconds: middle((rep) => rep.backSeconds),
    };
  }

  #seenShare(): number {
    return this.#summary?.seenShare ?? this.#clearFrames / this.#frames;
  }
}

/** The sides of a set's reps, in the order left, right; [null] where they have none. */
export function sidesOf(reps: readonly Rep[]): Sides {
  const sides = (["left", "right"] as const).filter((side) => reps.some((rep) => rep.side === side));
  return sides.length > 0 ? sides : [null];
}

function isSided(sides: Sides): boolean {
  return sides[0] !== null;
}

function bySide(of: (side: SideName) => number): Counts {
  const [left, right, none] = SIDES.map(of) as [number, number, number];
  return { left, right, none };
}

function sum(one: Counts, other: Counts): Counts {
  return bySide((side) => one[side] + other[side]);
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
