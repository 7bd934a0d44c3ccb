/* What the witness says, as it came with its row: sentences, and which of them the voice knows. */

import { fields, number, text } from "../player/reading.ts";

export interface WitnessWords {
  readonly lines: Lines;
  /** By the coach's word for what it cannot see. */
  readonly unseen: ReadonlyMap<string, string>;
  /** Said when a set that goes on until it tires is ended. */
  readonly tired: string;
  /** The recorded sentences, by their text. */
  readonly clips: ReadonlyMap<string, Clip>;
}

/** Sentences of the row itself. */
export interface Lines {
  readonly watching: string;
  /** Nothing counts before the person has lain still. */
  readonly settling: string;
  /** This movement cannot be seen. */
  readonly timed: string;
  readonly preparing: string;
  readonly dark: string;
  readonly slow: string;
  readonly lost: string;
  /** The camera gives nothing to count by, for whatever other reason. */
  readonly blind: string;
  /** The server does not answer. */
  readonly away: string;
}

export interface Clip {
  /** The address of its sound, without the ending. */
  readonly url: string;
  readonly seconds: number;
}

export function readWitnessWords(sentLines: unknown, sentences: unknown): WitnessWords {
  const lines = fields(sentLines, "lines");
  const source = fields(sentences, "sentences");
  const unseen = Object.entries(fields(source["unseen"], "unseen"));
  const clips = Object.entries(fields(source["clips"], "clips"));
  return {
    lines: {
      watching: text(lines["watching"], "watching"),
      settling: text(lines["settling"], "settling"),
      timed: text(lines["timed"], "timed"),
      preparing: text(lines["preparing"], "preparing"),
      dark: text(lines["dark"], "dark"),
      slow: text(lines["slow"], "slow"),
      lost: text(lines["lost"], "lost"),
      blind: text(lines["blind"], "blind"),
      away: text(lines["away"], "away"),
    },
    unseen: new Map(unseen.map(([why, said]) => [why, text(said, `unseen.${why}`)])),
    tired: text(source["tired"], "tired"),
    clips: new Map(
      clips.map(([said, clip]) => {
        const told = fields(clip, said);
        return [said, { url: text(told["url"], "url"), seconds: number(told["seconds"], "seconds") }];
      }),
    ),
  };
}
