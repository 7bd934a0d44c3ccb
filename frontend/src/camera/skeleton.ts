/* Draws the skeleton over the picture, each side in the colour it has on the whole page. */

import { BONES, pointOf, visibilityOf } from "./body.ts";

// Light enough for any room; the dark edge keeps them apart from a light one.
const COLOURS = { left: "#95c0f4", right: "#f1b27c", middle: "#ffffff" } as const;
const EDGE = "#0a18168c";
const HIDDEN_BELOW = 0.35;
const SIDES = ["middle", "left", "right"] as const;

type Draw = CanvasRenderingContext2D;

/** Draws into the whole canvas; null clears it. The canvas lies over the picture, of its shape. */
export function drawSkeleton(canvas: HTMLCanvasElement, landmarks: Float32Array | null): void {
  fitToScreen(canvas);
  const draw = canvas.getContext("2d");
  if (draw === null) {
    return;
  }
  draw.clearRect(0, 0, canvas.width, canvas.height);
  if (landmarks === null) {
    return;
  }
  const thick = Math.max(2, canvas.width / 130);
  draw.lineCap = "round";
  for (const [width, edge] of [
    [thick * 2, true],
    [thick, false],
  ] as const) {
    draw.lineWidth = width;
    for (const side of SIDES) {
      drawSide(draw, landmarks, side, edge ? EDGE : COLOURS[side]);
    }
    drawHead(draw, landmarks, thick, edge);
  }
}

function drawSide(
  draw: Draw,
  landmarks: Float32Array,
  side: (typeof SIDES)[number],
  colour: string,
): void {
  const { width, height } = draw.canvas;
  draw.strokeStyle = colour;
  for (const [from, to] of BONES[side]) {
    const seen = Math.min(visibilityOf(landmarks, from), visibilityOf(landmarks, to));
    draw.globalAlpha = seen < HIDDEN_BELOW ? 0.35 : 1;
    const [begin, end] = [pointOf(landmarks, from), pointOf(landmarks, to)];
    draw.beginPath();
    draw.moveTo(begin.x * width, begin.y * height);
    draw.lineTo(end.x * width, end.y * height);
    draw.stroke();
  }
  draw.globalAlpha = 1;
}

/** The nose is enough: a face needs no points on it. */
function drawHead(draw: Draw, landmarks: Float32Array, thick: number, edge: boolean): void {
  const nose = pointOf(landmarks, 0);
  draw.fillStyle = edge ? EDGE : COLOURS.middle;
  draw.beginPath();
  draw.arc(
    nose.x * draw.canvas.width,
    nose.y * draw.canvas.height,
    thick * (edge ? 2.1 : 1.6),
    0,
    2 * Math.PI,
  );
  draw.fill();
}

/** As many points as the screen has; setting them also clears, so only where they changed. */
function fitToScreen(canvas: HTMLCanvasElement): void {
  const width = Math.round(canvas.clientWidth * devicePixelRatio);
  const height = Math.round(canvas.clientHeight * devicePixelRatio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
}
