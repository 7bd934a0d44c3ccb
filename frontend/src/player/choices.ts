/* The few choices before the start, as data: how they are read, and how a link carries them. */

import { fields, number, oneOf, orNull, text } from "./reading.ts";

export const WORDS = ["full", "short", "counts"] as const;
export const PACES = ["slower", "normal", "faster"] as const;
export const FIGURES = ["woman", "man"] as const;
export type FigureName = (typeof FIGURES)[number];

export interface Options {
  /** Null: as many as the routine itself says. */
  readonly reps: number | null;
  /** What is done instead of the routine's own movements, as the page wrote it; empty for those. */
  readonly items: string;
  readonly words: (typeof WORDS)[number];
  readonly pace: (typeof PACES)[number];
  /** Seconds to get down to the floor. */
  readonly down: number;
  /** 0 to 100 each. */
  readonly voice: number;
  readonly tones: number;
  /** Who shows the movements. */
  readonly figure: FigureName;
}

export function readOptions(value: unknown): Options {
  const source = fields(value, "options");
  return {
    reps: orNull(number, source["reps"], "options.reps"),
    items: orNull(text, source["items"], "options.items") ?? "",
    words: oneOf(WORDS, source["words"], "options.words"),
    pace: oneOf(PACES, source["pace"], "options.pace"),
    down: number(source["down"], "options.down"),
    voice: number(source["voice"], "options.voice"),
    tones: number(source["tones"], "options.tones"),
    // A session kept before there was a choice must still be readable.
    figure: oneOf(FIGURES, source["figure"] ?? FIGURES[0], "options.figure"),
  };
}

const FIGURE_KEY = "supine:figure";

/** Who was chosen last on this device, on any page; null where nobody was. */
export function keptFigure(storage: Storage): FigureName | null {
  try {
    const kept = storage.getItem(FIGURE_KEY);
    return FIGURES.find((name) => name === kept) ?? null;
  } catch {
    return null;
  }
}

/** Remembers who was chosen. A device that stores nothing forgets it with the page. */
export function keepFigure(storage: Storage, name: FigureName): void {
  try {
    storage.setItem(FIGURE_KEY, name);
  } catch {
    return;
  }
}

/** What decides when things happen. */
export function timelineQuery(options: Options): URLSearchParams {
  const query = new URLSearchParams();
  if (options.reps !== null) {
    query.set("reps", String(options.reps));
  }
  if (options.items !== "") {
    query.set("items", options.items);
  }
  query.set("words", options.words);
  query.set("pace", options.pace);
  query.set("down", String(options.down));
  return query;
}

/** What decides how it sounds, too. */
export function trackQuery(options: Options): URLSearchParams {
  const query = timelineQuery(options);
  query.set("voice", String(options.voice));
  query.set("tones", String(options.tones));
  return query;
}

export function soundQuery(options: Options): URLSearchParams {
  return new URLSearchParams({ voice: String(options.voice), tones: String(options.tones) });
}
