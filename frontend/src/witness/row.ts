/* The row beside the called count: what the camera counted, and its one sentence. */

import { part } from "../player/page.ts";
import { write } from "../player/screen.ts";
import type { Side } from "../player/timeline.ts";
import type { Line } from "./line.ts";

type Counts = ReadonlyMap<Side | null, number>;

const PLACES = [
  ["left", "witness-left"],
  ["right", "witness-right"],
  [null, "witness-none"],
] as const;

/** What the row shows. */
export interface Row {
  /** counts: null where nothing is counted, as in what goes by time. side: the one being called. */
  show(counts: Counts | null, side: Side | null, line: Line): void;
  /** The camera was turned off: the page is as it would have been without. */
  hide(): void;
}

export interface SentWords {
  readonly lines: unknown;
  readonly sentences: unknown;
}

/** Puts the row, as the server sent it, into the running page. Gives the words that came with it. */
export function putRow(html: string): SentWords {
  const row = new DOMParser().parseFromString(html, "text/html").getElementById("witness");
  if (row === null) {
    throw new Error("What was sent is not the row of the camera.");
  }
  part("running").insertBefore(document.adoptNode(row), part("caption"));
  part("running").dataset["witness"] = "shown";
  const words = (id: string): unknown => JSON.parse(part(id).textContent ?? "");
  return { lines: words("witness-lines"), sentences: words("witness-sentences") };
}

export const row: Row = {
  show: showRow,
  hide: () => {
    part("witness").hidden = true;
    delete part("running").dataset["witness"];
  },
};

function showRow(counts: Counts | null, side: Side | null, line: Line): void {
  for (const [of, id] of PLACES) {
    const count = counts?.get(of);
    const place = part(id);
    place.hidden = count === undefined;
    place.classList.toggle("called", side === null || of === null || side === of);
    write(`${id}-count`, count === undefined ? "" : String(count));
  }
  write("witness-line", line.text);
  part("witness-line").classList.toggle("said", line.said);
  readOut(line);
}

/** Only what helps is read out, and once: "watching" and back again would be chatter. */
function readOut({ said, text }: Line): void {
  const place = part("witness-aloud");
  const isNew = place.dataset["last"] !== text;
  if (said && isNew) {
    place.dataset["last"] = text;
    place.textContent = text;
  } else if (!said) {
    write("witness-aloud", "");
  }
}
