/* What the stage shows at a second of the timeline: a pure function. The pose is that of the phase
   the voice is calling; before a set it is the set's start pose, and between two sets, or between
   one side and the other, the body gets there unhurriedly, or fades where it would have to turn
   over. */

import { lastBegun } from "../player/timeline.ts";
import type { MovementSet, Phase, Timeline } from "../player/timeline.ts";
import { ease } from "./motion.ts";
import type { PoseAt, Scene, Side } from "./scene.ts";

export const BLEND_SECONDS = 1.2;
export const FADE_SECONDS = 0.5;
/** The phase in which somebody changes to the other side, in the midst of a set. */
const CHANGE = "change";

/** What a body has to do to come from where one pose starts to where another does. */
export type Change = "nothing" | "move" | "turn-over";
export type ChangeOf = (from: PoseAt, to: PoseAt) => Change;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A scene to be written again and again, so that a frame leaves no garbage behind. */
export interface SceneBuffer extends Writable<Scene> {
  readonly pose: Writable<PoseAt>;
  readonly before: Writable<PoseAt>;
}

export function newScene(): SceneBuffer {
  return {
    pose: newPoseAt(),
    before: newPoseAt(),
    from: null,
    blend: 1,
    fade: 0,
    breath: 0,
    side: null,
    equipment: [],
  };
}

/** breath: 0 when breathed out, 1 when breathed in. The scene is written into `into`, and is
    `into`. */
export function sceneAt(
  timeline: Timeline,
  seconds: number,
  breath: number,
  changeOf: ChangeOf = () => "nothing",
  into: SceneBuffer = newScene(),
): Scene {
  const now = Math.min(timeline.seconds, Math.max(0, seconds));
  const index = Math.max(0, lastBegun(timeline.phases, now));
  const phase = timeline.phases[index] as Phase;
  into.from = null;
  into.blend = 1;
  into.fade = 0;
  into.breath = breath;
  into.side = phase.step === null ? null : phase.side;
  if (phase.step !== null && phase.movement !== null) {
    into.equipment = timeline.sets[lastBegun(timeline.sets, now)]?.equipment ?? into.equipment;
    into.pose.movement = phase.movement;
    into.pose.side = phase.side;
    into.pose.range = phase.range;
    into.pose.step = phase.step;
    into.pose.progress = phase.seconds > 0 ? clamped((now - phase.at) / phase.seconds) : 1;
    changeSide(timeline, index, now, changeOf, into);
  } else if (phase.name === CHANGE) {
    otherSide(timeline, index, now, changeOf, into);
  } else {
    wait(timeline, now, changeOf, into);
  }
  return into;
}

/** Where a side begins in the midst of a set, and not in the pose in which the other one ended: the
    way there, which takes no longer than the first step of the side. */
function changeSide(
  timeline: Timeline,
  index: number,
  now: number,
  changeOf: ChangeOf,
  into: SceneBuffer,
): void {
  const { phases, sets } = timeline;
  const phase = phases[index] as Phase;
  const last = phases[index - 1];
  const set = sets[lastBegun(sets, now)];
  const share = (now - phase.at) / Math.min(BLEND_SECONDS, phase.seconds);
  if (last === undefined || set === undefined || last.at < set.at || !(share < 1)) {
    return;
  }
  if (last.name === CHANGE) {
    return;
  }
  const { pose, before } = into;
  start(timeline, set, false, before);
  if (last.step !== null) {
    before.side = last.side;
    before.range = last.range;
  }
  if (before.side === null || pose.side === null || before.side === pose.side) {
    return;
  }
  if (changeOf(before, pose) !== "nothing") {
    into.from = before;
    into.blend = ease(share);
  }
}

/** Where there is time to change to the other side: the way there, at its beginning. */
function otherSide(
  timeline: Timeline,
  index: number,
  now: number,
  changeOf: ChangeOf,
  into: SceneBuffer,
): void {
  const { phases, sets } = timeline;
  const phase = phases[index] as Phase;
  const [last, next] = [phases[index - 1], phases[index + 1]];
  const { pose, before } = into;
  startOf(phase.movement, last, before);
  startOf(phase.movement, next, pose);
  const equipment = sets[lastBegun(sets, now)]?.equipment ?? into.equipment;
  into.equipment = equipment;
  change({ gone: now - phase.at, available: phase.seconds, equipment }, changeOf, into);
}

/** Where nobody moves: the start pose of what comes, and the way to it from what was. */
function wait(
  timeline: Timeline,
  now: number,
  changeOf: ChangeOf,
  into: SceneBuffer,
): void {
  const begun = lastBegun(timeline.sets, now);
  const current = timeline.sets[begun];
  // Over, a set is left behind at once, so that there is time to get into the next.
  const over = current !== undefined && now >= current.endsAt;
  const coming = timeline.sets[over ? begun + 1 : Math.max(0, begun)];
  const left = over ? current : timeline.sets[begun - 1];
  if (coming === undefined) {
    // After the last set the body rests where that set began.
    start(timeline, current, true, into.pose);
    into.equipment = current?.equipment ?? into.equipment;
    return;
  }
  start(timeline, coming, false, into.pose);
  into.equipment = coming.equipment;
  if (left !== undefined) {
    start(timeline, left, true, into.before);
    const { equipment, endsAt } = left;
    const available = firstMoving(timeline, coming) - endsAt;
    change({ gone: now - endsAt, available, equipment }, changeOf, into);
  }
}

/** What is left behind: seconds gone by since, seconds there are for the way, and its things. */
interface Left {
  readonly gone: number;
  readonly available: number;
  readonly equipment: readonly string[];
}

/** Writes how far the body has got from what was left. */
function change(left: Left, changeOf: ChangeOf, into: SceneBuffer): void {
  const { pose, before } = into;
  const same = changeOf(before, pose) !== "turn-over";
  const seconds = Math.min(same ? BLEND_SECONDS : 2 * FADE_SECONDS, left.available);
  const share = clamped(left.gone / seconds);
  if (share >= 1) {
    return;
  }
  if (same) {
    into.from = before;
    into.blend = ease(share);
    if (into.blend < 0.5) {
      into.equipment = left.equipment;
    }
    return;
  }
  into.fade = share < 0.5 ? ease(2 * share) : ease(2 - 2 * share);
  if (share < 0.5) {
    into.equipment = left.equipment;
    copy(before, pose);
  }
}

/** Writes the start pose of a set: of its last moving phase, or of its first. */
function start(
  timeline: Timeline,
  set: MovementSet | undefined,
  last: boolean,
  into: Writable<PoseAt>,
): void {
  const index = set === undefined ? -1 : movingPhase(timeline, set, last);
  startOf(set?.movement ?? null, timeline.phases[index], into);
}

/** Writes the pose in which a movement starts on the side and in the range of a phase. */
function startOf(
  movement: string | null,
  phase: Phase | undefined,
  into: Writable<PoseAt>,
): void {
  into.movement = movement ?? "";
  into.side = phase?.side ?? null;
  into.range = phase?.range ?? 1;
  into.step = null;
  into.progress = 0;
}

function firstMoving(timeline: Timeline, set: MovementSet): number {
  return timeline.phases[movingPhase(timeline, set, false)]?.at ?? set.movingAt;
}

/** The first or last phase of a set in which somebody moves or is shown moving, or -1. */
function movingPhase(timeline: Timeline, set: MovementSet, last: boolean): number {
  const { phases } = timeline;
  const from = Math.max(0, lastBegun(phases, set.at));
  let found = -1;
  for (let index = from; index < phases.length; index += 1) {
    const phase = phases[index] as Phase;
    if (phase.at >= set.endsAt) {
      break;
    }
    if (phase.step !== null && phase.at >= set.at) {
      found = index;
      if (!last) {
        break;
      }
    }
  }
  return found;
}

function newPoseAt(): Writable<PoseAt> {
  return { movement: "", side: null as Side | null, range: 1, step: null, progress: 0 };
}

function copy(from: PoseAt, to: Writable<PoseAt>): void {
  to.movement = from.movement;
  to.side = from.side;
  to.range = from.range;
  to.step = from.step;
  to.progress = from.progress;
}

function clamped(share: number): number {
  return Math.min(1, Math.max(0, share));
}
