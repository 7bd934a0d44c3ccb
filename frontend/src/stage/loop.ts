/* One time through a movement as a timeline of its own, for watching it again and again. */

import type { Breath, Phase, Side, Timeline } from "../player/timeline.ts";
import { fields, list, number, oneOf, orNull, text } from "../player/reading.ts";
import type { FigureName } from "./scene.ts";

export interface LoopStep {
  readonly step: string;
  readonly seconds: number;
  readonly breath: Breath | null;
}

/** What the movement's page says of it. */
export interface Watched {
  readonly movement: string;
  readonly figure: FigureName;
  readonly steps: readonly LoopStep[];
  readonly sides: readonly Side[];
  readonly range: number;
  readonly equipment: readonly string[];
  /** Holds the words MOVEMENT and FIGURE where they belong. */
  readonly motionUrl: string;
  /** As readers of pictures take them. */
  readonly stills: unknown;
  readonly stillUrl: string;
}

export function readWatched(value: unknown): Watched {
  const source = fields(value, "watch");
  const urls = fields(source["urls"], "urls");
  return {
    movement: text(source["movement"], "movement"),
    figure: readFigure(source["figure"]),
    steps: list(source["steps"], "steps").map(readStep),
    sides: list(source["sides"], "sides").map((side) => oneOf(["left", "right"], side, "sides")),
    range: orNull(number, source["range"], "range") ?? 1,
    equipment: list(source["equipment"], "equipment").map((id) => text(id, "equipment")),
    motionUrl: text(urls["motion"], "urls.motion"),
    stills: source["stills"],
    stillUrl: text(urls["still"], "urls.still"),
  };
}

export function readFigure(value: unknown): FigureName {
  return oneOf(["woman", "man"], value, "figure");
}

/** Its one set is one rep on one side (null: on no side). */
export function onceThrough(watched: Watched, side: Side | null): Timeline {
  const { movement, range, equipment } = watched;
  let at = 0;
  const phases = watched.steps.map(({ step, seconds, breath }): Phase => {
    const shown = { movement, side, rep: 1, name: step, range, breath, step, holds: false };
    const phase = { at, seconds, ...shown };
    at += seconds;
    return phase;
  });
  const set = { movement, name: movement, at: 0, movingAt: 0, endsAt: at, reps: 1, equipment };
  return {
    routine: movement,
    seconds: at,
    movingSeconds: at,
    cues: [],
    phases,
    sets: [{ ...set, perSide: side !== null, untilTires: false, unit: "times" }],
    reps: [{ set: 0, movement, side, rep: 1, at: 0, endsAt: at, lastOfSet: true }],
  };
}

function readStep(value: unknown, index: number): LoopStep {
  const place = `steps[${index}]`;
  const source = fields(value, place);
  const readBreath = (breath: unknown): Breath => oneOf(["in", "out"], breath, place);
  return {
    step: text(source["step"], `${place}.step`),
    seconds: number(source["seconds"], `${place}.seconds`),
    breath: orNull(readBreath, source["breath"], `${place}.breath`),
  };
}
