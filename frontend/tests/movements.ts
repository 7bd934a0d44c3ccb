/* A motion small enough to reckon by hand: two joints, of which the second turns about x. */

/** x, y, z, w of a turn about the x axis. */
export function turned(degrees: number): [number, number, number, number] {
  const half = (degrees * Math.PI) / 360;
  return [Math.sin(half), 0, 0, Math.cos(half)];
}

export function sentMotion(): Record<string, unknown> {
  return {
    movement: "swing",
    figure: "woman",
    position: "on-the-back",
    view: "three-quarter",
    joints: ["pelvis", "spine_1"],
    props: [
      { shape: "pillow", at: [-0.6, 0], height: 0.06 },
      { shape: "chair", at: [0.3, 0], height: 0.44, facing: [-1, 0] },
      { shape: "sofa", at: [-0.7, 0], height: 0.36, facing: [1, 0] },
      { shape: "roll", equipment: "towel", between: "knees" },
      { shape: "strap", equipment: "strap", round: "moving_foot", held_by: "hands" },
    ],
    clips: [clip("left", 0.5, 10, 30), clip("left", 1, 20, 60), clip("right", 1, -20, -60)],
  };
}

/** Goes over in three keys, holds the last one, and comes back in two. */
function clip(side: string, range: number, middle: number, end: number): Record<string, unknown> {
  const key = (x: number, degrees: number, sign = 1): number[] => [
    x,
    0.1,
    0,
    ...turned(degrees).map((part) => rounded(sign * part)),
  ];
  return {
    side,
    range,
    still: [0, 0.1, 0, 0, 0, 0, 1, 0, 0, 0, 1],
    moving: [1],
    steps: {
      over: [key(0, 0), key(0.02, middle), key(0.04, end)],
      hold: [key(0.04, end)],
      back: [key(0.04, end), key(0, 0, -1)],
    },
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e8) / 1e8;
}
