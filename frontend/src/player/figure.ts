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
    const stage = await openStage(part("person", HTMLCanvasElement), {
      figure: name,
      motionUrl: (movement) =>
        page.urls.motion.replace("MOVEMENT", movement).replace("FIGURE", name),
      dark: darkScheme().matches,
      first: first === undefined ? [] : [first],
    });
    if (stage === null) {
      return null;
    }
    void stage.load(others).then(redraw, () => undefined);
    return new DrawnFigure(stage, timeline);
  } catch {
    return null;
  }
}

function openPictures(page: Page, timeline: Timeline, name: FigureName): Figure | null {
  const pictures = picturesFor(page.stills, page.urls.still, name);
  return pictures.size === 0 ? null : new PicturedFigure(pictures, timeline);
}

class DrawnFigure implements Figure {
  readonly #stage: Stage;
  readonly #timeline: Timeline;
  readonly #scene = newScene();

  constructor(stage: Stage, timeline: Timeline) {
    this.#stage = stage;
    this.#timeline = timeline;
    const dark = darkScheme();
    // It may have changed while the person was being fetched.
    stage.theme(dark.matches);
    dark.addEventListener("change", () => stage.theme(dark.matches));
    viewButtons().forEach((button) => {
      button.addEventListener("click", () => this.look(button.dataset["view"] as View));
    });
  }

  show({ seconds, breathLevel }: Position): void {
    const { positionOf } = this.#stage;
    this.#stage.show(sceneAt(this.#timeline, seconds, breathLevel, positionOf, this.#scene));
  }

  look(view: View): void {
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
  return !matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function darkScheme(): MediaQueryList {
  return matchMedia("(prefers-color-scheme: dark)");
}
