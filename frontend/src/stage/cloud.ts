/* All the places a body gets to in one movement, so that the camera can keep them in its picture. */

import { Vector3 } from "three";
import type { Bone } from "three";

import type { Figure } from "./figure.ts";
import type { Cloud } from "./fit.ts";
import { MAT } from "./ground.ts";
import { evaluate, newPose } from "./motion.ts";
import type { Clip, Motion } from "./motion.ts";

/** Flesh round a joint, in metres. */
const FLESH = 0.07;
/** Bones that end in the air: how far their tip is beyond them, seen from the bone before. */
const TIPS: readonly (readonly [before: string, bone: string, metres: number])[] = [
  ["neck", "head", 0.2],
  ["forearm_left", "hand_left", 0.17],
  ["forearm_right", "hand_right", 0.17],
];
/** From ankle to toes, along the front of the foot. */
const TOES = 0.19;
const INSTANTS = 5;
/** How far a chair's back is behind the middle of its seat, and above it. */
const CHAIR_BACK = 0.34;
/** How far a sofa reaches from the middle of its seat: to its front, to its sides, to the top of its
    back, and how high that is above the seat. */
const SOFA = { front: 0.25, side: 0.55, back: 0.48, rise: 0.33 };

/** Leaves the figure in the last pose it looked at. */
export function cloudOf(
  motion: Motion,
  figure: Figure,
  bones: readonly Bone[],
  matX: number,
): Cloud {
  const points: number[] = [];
  const pose = newPose(motion);
  for (const clip of widest(motion)) {
    for (const step of clip.steps.keys()) {
      for (let instant = 0; instant <= INSTANTS; instant += 1) {
        const { side, range } = clip;
        const progress = instant / INSTANTS;
        evaluate(motion, { movement: motion.movement, side, range, step, progress }, pose);
        figure.pose(pose, bones, 0);
        addBody(points, figure, bones);
      }
    }
  }
  for (const along of [-1, 1]) {
    for (const across of [-1, 1]) {
      points.push(matX + along * MAT.halfLength, 0, across * MAT.halfWidth, 0);
    }
  }
  for (const prop of motion.props) {
    if (prop.shape === "chair") {
      const back = prop.x + CHAIR_BACK * Math.cos(prop.turn);
      points.push(back, prop.height + CHAIR_BACK, prop.z, 0.12, prop.x, 0.1, prop.z, 0.28);
    } else if (prop.shape === "sofa") {
      const ahead = -Math.cos(prop.turn);
      for (const across of [-SOFA.side, SOFA.side]) {
        const back = prop.x - ahead * SOFA.back;
        points.push(prop.x + ahead * SOFA.front, 0, prop.z + across, 0);
        points.push(back, prop.height + SOFA.rise, prop.z + across, 0, back, 0, prop.z + across, 0);
      }
    }
  }
  return outermost(points);
}

/** Where along x the middle of trunk and legs is in the start pose; arms go anywhere. Leaves the
    figure in that pose. */
export function middleOf(motion: Motion, figure: Figure, bones: readonly Bone[]): number {
  const still = motion.clips[0]?.still ?? newPose(motion);
  figure.pose(still, bones, 0);
  const trunk = bones.filter(({ name }) => !/arm|hand|scapula|clavicle/.test(name));
  const along = trunk.map(({ matrixWorld }) => matrixWorld.elements[12]);
  return (Math.min(...along) + Math.max(...along)) / 2;
}

/** A smaller range of a movement stays within the widest one. */
function widest({ clips }: Motion): readonly Clip[] {
  const range = Math.max(...clips.map((clip) => clip.range));
  return clips.filter((clip) => clip.range === range);
}

function addBody(points: number[], figure: Figure, bones: readonly Bone[]): void {
  const at = new Vector3();
  for (const bone of bones) {
    at.setFromMatrixPosition(bone.matrixWorld);
    points.push(at.x, at.y, at.z, FLESH);
  }
  const before = new Vector3();
  for (const [from, to, metres] of TIPS) {
    before.setFromMatrixPosition(figure.bone(from).matrixWorld);
    at.setFromMatrixPosition(figure.bone(to).matrixWorld);
    const tip = at.clone().sub(before).setLength(metres).add(at);
    points.push(tip.x, tip.y, tip.z, 0.03);
  }
  for (const side of ["left", "right"]) {
    const toes = at.set(0, -0.04, TOES).applyMatrix4(figure.bone(`foot_${side}`).matrixWorld);
    points.push(toes.x, toes.y, toes.z, 0.03);
  }
}

/** Only what lies farthest in some direction decides how a picture is framed. */
function outermost(points: readonly number[]): Cloud {
  const kept = new Set<number>();
  for (let turn = 0; turn < 24; turn += 1) {
    for (let rise = -3; rise <= 3; rise += 1) {
      const yaw = (turn * Math.PI) / 12;
      const pitch = (rise * Math.PI) / 6;
      const direction = [
        Math.cos(pitch) * Math.cos(yaw),
        Math.sin(pitch),
        Math.cos(pitch) * Math.sin(yaw),
      ] as const;
      kept.add(farthest(points, direction));
    }
  }
  const cloud = new Float32Array(4 * kept.size);
  [...kept].forEach((from, index) => cloud.set(points.slice(from, from + 4), 4 * index));
  return cloud;
}

function farthest(points: readonly number[], [x, y, z]: readonly [number, number, number]): number {
  let best = 0;
  let most = -Infinity;
  for (let index = 0; index < points.length; index += 4) {
    const along = (points[index] as number) * x + (points[index + 1] as number) * y;
    const reach = along + (points[index + 2] as number) * z + (points[index + 3] as number);
    if (reach > most) {
      best = index;
      most = reach;
    }
  }
  return best;
}
