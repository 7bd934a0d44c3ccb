/* The person in the running page: drawn by the stage or, where that cannot be or motion is not
   wanted, as a picture for each pose. Both follow the timeline, and nothing else. */

import { newScene, sceneAt } from "../stage/follow.ts";
import type { Stage } from "../stage/stage.ts";
import type { Position } from "./at.ts";
import type { FigureName } from "./choices.ts";
import type { View } from "./keys.ts";
import { part } from "./page.ts";
import type { Page } from "./page.ts";
import { picturesFor, StillPictures } from "./stills.ts";
import type { Timeline } from "./timeline.ts";

export interface Figure {
  show(position: Position): void;
  look(view: View): void;
  /** Makes room on the page, softly, and draws there for the first time. */
  reveal(draw: () => void): void;
}

/** Before a movement is asked for, and before it is asked for again. */
const WAIT_MILLISECONDS = [0, 2000, 5000, 10_000, 20_000];

/** Null where there is nothing to show. `redraw` draws the newest position once more. */
export async function openFigure(
  page: Page,
  timeline: Timeline,
  name: FigureName,
  position: Position,
  redraw: () => void,
): Promise<Figure | null> {
  const drawn = wantsMotion() ? await openDrawn(page, timeline, name, position, redraw) : null;
  return drawn ?? openPictures(page, timeline, name);
}

async function openDrawn(
  page: Page,
  timeline: Timeline,
  name: FigureName,
  position: Position,
  redraw: () => void,
): Promise<Figure | null> {
  try {
    const { openStage } = await import("../stage/stage.ts");
    const [first, ...others] = movementsFrom(timeline, position);
    let figure: DrawnFigure | null = null;
    const stage = await openStage(part("person", HTMLCanvasElement), {
      figure: name,
      motionUrl: (movement) =>
        page.urls.motion.replace("MOVEMENT", movement).replace("FIGURE", name),
      dark: darkScheme().matches,
      first: first === undefined ? [] : [first],
      onLost: () => figure?.giveWay(),
    });
    if (stage === null) {
      return null;
    }
    others.forEach((movement) => void bring(stage, movement, redraw));
    figure = new DrawnFigure(stage, timeline, () => openPictures(page, timeline, name), redraw);
    return figure;
  } catch {
    return null;
  }
}

/** Fetches one movement, and asks again where it does not arrive: a server may be starting anew. */
async function bring(stage: Stage, movement: string, redraw: () => void): Promise<void> {
  for (const wait of WAIT_MILLISECONDS) {
    try {
      await new Promise((resolve) => setTimeout(resolve, wait));
      await stage.load([movement]);
      redraw();
      return;
    } catch {
      continue;
    }
  }
}

function openPictures(page: Page, timeline: Timeline, name: FigureName): Figure | null {
  const pictures = picturesFor(page.stills, page.urls.still, name);
  return pictures.size === 0 ? null : new PicturedFigure(pictures, timeline);
}

class DrawnFigure implements Figure {
  readonly #stage: Stage;
  readonly #timeline: Timeline;
  readonly #openInstead: () => Figure | null;
  readonly #redraw: () => void;
  readonly #scene = newScene();
  readonly #ended = new AbortController();
  /** What stands in for the drawing, once that is over. */
  #instead: Figure | null = null;

  constructor(
    stage: Stage,
    timeline: Timeline,
    openInstead: () => Figure | null,
    redraw: () => void,
  ) {
    this.#stage = stage;
    this.#timeline = timeline;
    this.#openInstead = openInstead;
    this.#redraw = redraw;
    const { signal } = this.#ended;
    const dark = darkScheme();
    // It may have changed while the person was being fetched.
    stage.theme(dark.matches);
    dark.addEventListener("change", () => stage.theme(dark.matches), { signal });
    const calm = reducedMotion();
    calm.addEventListener("change", () => calm.matches && this.giveWay(), { signal });
    viewButtons().forEach((button) => {
      button.addEventListener("click", () => this.look(button.dataset["view"] as View), { signal });
    });
  }

  /** Ends the drawing; pictures take its place or, where there are none, the ring does. */
  giveWay(): void {
    if (this.#ended.signal.aborted) {
      return;
    }
    this.#ended.abort();
    this.#stage.close();
    this.#instead = this.#openInstead();
    if (this.#instead === null) {
      part("person-room").hidden = true;
      delete part("running").dataset["person"];
    } else {
      this.#instead.reveal(this.#redraw);
    }
  }

  show(position: Position): void {
    if (this.#ended.signal.aborted) {
      this.#instead?.show(position);
      return;
    }
    const { seconds, breathLevel } = position;
    const { changeOf } = this.#stage;
    this.#stage.show(sceneAt(this.#timeline, seconds, breathLevel, changeOf, this.#scene));
  }

  look(view: View): void {
    if (this.#ended.signal.aborted) {
      return;
    }
    this.#stage.view(view);
    viewButtons().forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset["view"] === view));
    });
  }

  reveal(draw: () => void): void {
    makeRoom(() => {
      part("person-room").hidden = false;
      this.#stage.resize();
      draw();
    });
  }
}

class PicturedFigure implements Figure {
  readonly #pictures: StillPictures;
  readonly #timeline: Timeline;

  constructor(pictures: StillPictures, timeline: Timeline) {
    this.#pictures = pictures;
    this.#timeline = timeline;
  }

  show(position: Position): void {
    const { pose } = sceneAt(this.#timeline, position.seconds, position.breathLevel);
    this.#pictures.show(part("person-still", HTMLImageElement), pose);
  }

  /** A picture has one view. */
  look(): void {
    return;
  }

  reveal(draw: () => void): void {
    makeRoom(() => {
      part("person").hidden = true;
      part("person-still").hidden = false;
      part("person-room").classList.add("pictured");
      part("person-room").hidden = false;
      draw();
    });
  }
}

/** The movements of a session, beginning with the one that is under way or comes next. */
function movementsFrom(timeline: Timeline, position: Position): readonly string[] {
  const from = Math.max(0, position.setIndex);
  const sets = [...timeline.sets.slice(from), ...timeline.sets.slice(0, from)];
  return [...new Set(sets.map((set) => set.movement))];
}

/** The ring moves aside while the person comes in; at once, where a browser cannot do it softly. */
function makeRoom(change: () => void): void {
  const make = (): void => {
    part("running").dataset["person"] = "shown";
    change();
  };
  if (wantsMotion() && "startViewTransition" in document) {
    // Skipped, as in a hidden tab, it has still made room; nothing waits for what it shows.
    document.startViewTransition(make).ready.catch(() => undefined);
  } else {
    make();
  }
}

function viewButtons(): readonly HTMLElement[] {
  return [...part("person-room").querySelectorAll<HTMLElement>("[data-view]")];
}

function wantsMotion(): boolean {
  return !reducedMotion().matches;
}

function reducedMotion(): MediaQueryList {
  return matchMedia("(prefers-reduced-motion: reduce)");
}

function darkScheme(): MediaQueryList {
  return matchMedia("(prefers-color-scheme: dark)");
}
