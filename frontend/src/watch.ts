/* The page of one movement: the person does it again and again, at its own tempo. */

import { at } from "./player/at.ts";
import { keepFigure, keptFigure } from "./player/choices.ts";
import { part } from "./player/page.ts";
import { picturesFor } from "./player/stills.ts";
import type { StillPictures } from "./player/stills.ts";
import type { Side, Timeline } from "./player/timeline.ts";
import { newScene, sceneAt } from "./stage/follow.ts";
import { onceThrough, readFigure, readWatched } from "./stage/loop.ts";
import { WITHOUT_SMOOTH_EDGES } from "./stage/quality.ts";
import type { FigureName, Stage, ViewName } from "./stage/stage.ts";

const PROGRESS_STEPS = 1000;
const LONGEST_FRAME_SECONDS = 0.25;

const watched = readWatched(JSON.parse(part("watch-data").textContent ?? ""));
const wish = new URL(location.href).searchParams;
const darkScheme = matchMedia("(prefers-color-scheme: dark)");
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const progress = part("watch-progress", HTMLInputElement);
const scene = newScene();
let figure = keptFigure(localStorage) ?? watched.figure;
let timeline: Timeline = onceThrough(watched, watched.sides[0] ?? null);
let stage: Stage | null = null;
let pictures: StillPictures | null = null;
let openings = 0;
/** There is one canvas, so that people come to it one after the other. */
let queue: Promise<void> = Promise.resolve();
let seconds = 0;
let playing = false;
let lastFrame = 0;
let stepShown: string | null = null;

if (wish.has("film")) {
  void openFilming();
} else if (wish.has("still")) {
  void drawStill();
} else {
  setUp();
  open();
  play(!calm);
}

function setUp(): void {
  part("watch-play").addEventListener("click", () => play(!playing));
  progress.addEventListener("input", () => {
    play(false);
    seconds = (timeline.seconds * Number(progress.value)) / PROGRESS_STEPS;
    draw();
  });
  each("[data-view]", (button) => {
    button.addEventListener("click", () => {
      press("[data-view]", button);
      stage?.view(button.dataset["view"] as ViewName);
    });
  });
  each("[data-side]", (button) => {
    button.addEventListener("click", () => {
      press("[data-side]", button);
      timeline = onceThrough(watched, button.dataset["side"] as Side);
      draw();
    });
  });
  document.querySelectorAll<HTMLInputElement>("input[name=figure]").forEach((choice) => {
    choice.checked = choice.value === figure;
    choice.addEventListener("change", () => {
      figure = readFigure(choice.value);
      keepFigure(localStorage, figure);
      open();
    });
  });
  darkScheme.addEventListener("change", () => stage?.theme(darkScheme.matches));
}

/** Brings the chosen person. A choice made before their turn takes the turn of all before it. */
function open(): void {
  openings += 1;
  const opening = openings;
  const isNewest = (): boolean => opening === openings;
  queue = queue.then(() => (isNewest() ? bring(isNewest) : undefined));
}

async function bring(isNewest: () => boolean): Promise<void> {
  stage = await openStageFor(figure, false).catch(() => null);
  if (!isNewest()) {
    return;
  }
  if (stage === null) {
    showPictures();
  } else {
    showStage(stage);
  }
  draw();
}

function showStage(opened: Stage): void {
  pictures = null;
  part("watch-still").hidden = true;
  opened.canvas.hidden = false;
  opened.resize();
  opened.canvas.tabIndex = 0;
  const view = document.querySelector<HTMLElement>("[data-view][aria-pressed=true]");
  opened.view((view?.dataset["view"] ?? "card") as ViewName);
}

async function openStageFor(name: FigureName, still: boolean): Promise<Stage | null> {
  const { openStage } = await import("./stage/stage.ts");
  stage?.close();
  stage = null;
  return openStage(part("stage", HTMLCanvasElement), {
    figure: name,
    motionUrl: (movement) =>
      watched.motionUrl.replace("MOVEMENT", movement).replace("FIGURE", name),
    first: [watched.movement],
    dark: still ? wish.has("dark") : darkScheme.matches,
    still,
    onLost: () => {
      stage?.close();
      stage = null;
      showPictures();
      draw();
    },
  });
}

/** Without a stage there is a picture for every pose, with the same timing. */
function showPictures(): void {
  pictures = picturesFor(watched.stills, watched.stillUrl, figure);
  part("stage").hidden = true;
  part("watch-still").hidden = pictures.size === 0;
}

function play(on: boolean): void {
  part("watch-play").setAttribute("aria-pressed", String(on));
  if (on && !playing) {
    lastFrame = performance.now();
    requestAnimationFrame(frame);
  }
  playing = on;
}

function frame(now: number): void {
  if (!playing) {
    return;
  }
  const passed = Math.min(LONGEST_FRAME_SECONDS, Math.max(0, now - lastFrame) / 1000);
  lastFrame = now;
  if (stage !== null || pictures !== null) {
    // Nobody to be seen yet: then the movement has not begun.
    seconds = (seconds + passed) % timeline.seconds;
    draw();
  }
  requestAnimationFrame(frame);
}

function draw(): void {
  const { breathLevel, phase } = at(timeline, seconds);
  sceneAt(timeline, seconds, breathLevel, stage?.changeOf, scene);
  stage?.show(scene);
  pictures?.show(part("watch-still", HTMLImageElement), scene.pose);
  const value = String(Math.round((seconds / timeline.seconds) * PROGRESS_STEPS));
  if (progress.value !== value) {
    progress.value = value;
  }
  if (phase.step !== stepShown) {
    stepShown = phase.step;
    nameStep();
  }
}

/** Says which step is under way, in the words of the list below. */
function nameStep(): void {
  each("[data-step]", (item) => {
    const now = item.dataset["step"] === stepShown;
    item.classList.toggle("now", now);
    if (now) {
      const word = item.querySelector("strong")?.textContent ?? "";
      part("watch-word").textContent = word;
      progress.setAttribute("aria-valuetext", word);
    }
  });
}

/** One pose on a transparent ground, as wide as asked for, to be kept as a picture. */
async function drawStill(): Promise<void> {
  const canvas = part("stage", HTMLCanvasElement);
  const width = Number(wish.get("width") ?? canvas.clientWidth);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${Math.round((width * 3) / 4)}px`;
  const opened = await openStageFor(readFigure(wish.get("figure") ?? figure), true);
  const step = wish.get("still");
  const side = wish.get("side") as Side | null;
  const { movement, range, equipment } = watched;
  const begins = step === "start";
  opened?.view((wish.get("view") ?? "card") as ViewName);
  opened?.show({
    pose: { movement, side, range, step: begins ? null : step, progress: 1 },
    from: null,
    blend: 1,
    fade: 0,
    breath: 0,
    side: begins ? null : side,
    equipment,
  });
  document.documentElement.dataset["still"] = opened === null ? "missing" : "ready";
}

/** A stage of a camera's size whose pictures can be taken one by one, for films of the person. */
async function openFilming(): Promise<void> {
  const [width, height] = (wish.get("film") ?? "").split("x").map(Number);
  const canvas = part("stage", HTMLCanvasElement);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const { Filming } = await import("./stage/filming.ts");
  const opened = await openStageFor(readFigure(wish.get("figure") ?? figure), true);
  if (opened !== null) {
    opened.keepQuality(WITHOUT_SMOOTH_EDGES);
    opened.canvas.filming = new Filming(opened);
  }
  document.documentElement.dataset["film"] = opened === null ? "missing" : "ready";
}

function press(group: string, pressed: HTMLElement): void {
  each(group, (button) => button.setAttribute("aria-pressed", String(button === pressed)));
}

function each(selector: string, visit: (element: HTMLElement) => void): void {
  document.querySelectorAll<HTMLElement>(selector).forEach(visit);
}
