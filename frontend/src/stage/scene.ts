/* What the stage shows at one instant, in the words of the timeline. Units: metres, seconds. */

import type { Side } from "../player/timeline.ts";

export type { Side } from "../player/timeline.ts";

export type FigureName = "woman" | "man";
/** "card" is the view that the movement's own card asks for. */
export type ViewName = "card" | "side" | "feet" | "above";

export interface PoseAt {
  readonly movement: string;
  readonly side: Side | null;
  /** Share (0 to 1) of the full movement. */
  readonly range: number;
  /** Null: the start pose. */
  readonly step: string | null;
  /** Time gone by in the step, as a share of it; the easing is the motion's own. */
  readonly progress: number;
}

export interface Scene {
  readonly pose: PoseAt;
  /** Where the body comes from; null when it is in `pose` already. */
  readonly from: PoseAt | null;
  /** 0 = from, 1 = pose. */
  readonly blend: number;
  /** 0 = to be seen, 1 = gone, where one position gives way to another. */
  readonly fade: number;
  /** 0 when breathed out, 1 when breathed in. */
  readonly breath: number;
  /** The working side, null when none works. */
  readonly side: Side | null;
  /** Ids of what lies or is held ready. */
  readonly equipment: readonly string[];
}

export interface StageSettings {
  readonly figure: FigureName;
  readonly motionUrl: (movement: string) => string;
  readonly dark: boolean;
  /** Movements to be fetched together with the person. */
  readonly first?: readonly string[];
  /** For a picture: best quality, nothing moves by itself, and the drawing can be read out. */
  readonly still?: boolean;
  /** Called when the browser has taken WebGL away and does not give it back. */
  readonly onLost?: () => void;
}

/** What was drawn last, read back from the drawn bones. */
export interface Drawn {
  /** In world space. */
  readonly joints: Readonly<Record<string, readonly [number, number, number]>>;
  /** Each bone's own, x, y, z, w, as in the motion. */
  readonly rotations: Readonly<Record<string, readonly [number, number, number, number]>>;
  /** Where the pelvis is, in world space. */
  readonly root: readonly [number, number, number];
}

export interface Stats {
  readonly triangles: number;
  readonly calls: number;
  /** 0 = everything; see quality.ts for what each step leaves out. */
  readonly quality: number;
}
