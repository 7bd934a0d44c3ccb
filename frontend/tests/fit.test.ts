import assert from "node:assert/strict";
import { test } from "node:test";

import { fit } from "../src/stage/fit.ts";
import type { Place } from "../src/stage/fit.ts";

const LENS = { tangentAcross: 0.4, tangentUp: 0.3 };

function placed(cloud: readonly number[], yaw: number, pitch: number): Place {
  const place = { right: 0, up: 0, away: 0 };
  fit(Float32Array.from(cloud), yaw, pitch, LENS, place);
  return place;
}

function assertNear(place: Place, right: number, up: number, away: number): void {
  for (const [found, wanted] of [
    [place.right, right],
    [place.up, up],
    [place.away, away],
  ] as const) {
    assert.ok(Math.abs(found - wanted) < 1e-5, JSON.stringify(place));
  }
}

test("from the side a body two metres long fills the width", () => {
  // Half of two metres at a tangent of 0.4 needs 2.5 metres.
  assertNear(placed([-1, 0, 0, 0, 1, 0, 0, 0], Math.PI / 2, 0), 0, 0, -2.5);
});

test("a body that is not in the middle is framed where it is", () => {
  assertNear(placed([0, 0.2, 0, 0, 2, 0.2, 0, 0], Math.PI / 2, 0), 1, 0.2, -2.5);
});

test("something high decides by its height", () => {
  assertNear(placed([0, 0, 0, 0, 0, 1.8, 0, 0], Math.PI / 2, 0), 0, 0.9, -3);
});

test("a round thing is kept whole", () => {
  assertNear(placed([0, 0, 0, 0.4], Math.PI / 2, 0), 0, 0, -0.4 / 0.3);
});

test("from above, what is high is near, and the camera backs off from it", () => {
  // 0.4 metres to each side at a height of 0.5.
  const cloud = [-0.4, 0.5, 0, 0, 0.4, 0.5, 0, 0];

  assertNear(placed(cloud, Math.PI / 2, Math.PI / 2), 0, 0, -1.5);
});

test("from any direction all points are in the picture, and one touches its edge", () => {
  const cloud = [-0.9, 0.1, 0.2, 0.1, 0.5, 0.6, -0.3, 0.05, 0.8, 0, 0.3, 0, -0.2, 0.3, -0.5, 0.1];
  for (let turn = 0; turn < 12; turn += 1) {
    for (const pitch of [0.1, 0.5, 1, 1.4]) {
      const yaw = (turn * Math.PI) / 6;
      const edges = fromEdges(cloud, yaw, pitch, placed(cloud, yaw, pitch));
      assert.ok(Math.min(...edges) > -1e-5);
      assert.ok(Math.min(...edges) < 1e-5);
    }
  }
});

/** How far every ball is inside each edge, measured across the picture. */
function fromEdges(cloud: readonly number[], yaw: number, pitch: number, place: Place): number[] {
  const towards = [Math.cos(pitch) * Math.cos(yaw), Math.sin(pitch), Math.cos(pitch) * Math.sin(yaw)];
  const right = [Math.sin(yaw), 0, -Math.cos(yaw)];
  const up = [-Math.sin(pitch) * Math.cos(yaw), Math.cos(pitch), -Math.sin(pitch) * Math.sin(yaw)];
  const edges: number[] = [];
  for (let index = 0; index < cloud.length; index += 4) {
    const along = (axis: readonly number[]): number =>
      axis.reduce((sum, part, at) => sum + part * (cloud[index + at] as number), 0);
    const depth = -along(towards) - place.away;
    const radius = cloud[index + 3] as number;
    edges.push(LENS.tangentAcross * depth - Math.abs(along(right) - place.right) - radius);
    edges.push(LENS.tangentUp * depth - Math.abs(along(up) - place.up) - radius);
  }
  return edges;
}
