/* Brings the witness to a session that has begun: its row and words, its line to the coach. */

import "./witness.css";

import type { Eyes } from "../camera/eyes.ts";
import type { Position } from "../player/at.ts";
import { soundQuery } from "../player/choices.ts";
import type { SessionLog } from "../player/log.ts";
import type { Outbox } from "../player/outbox.ts";
import { part } from "../player/page.ts";
import type { Page } from "../player/page.ts";
import { fields, text } from "../player/reading.ts";
import type { Timeline } from "../player/timeline.ts";
import { container } from "../player/track.ts";
import { Link } from "./link.ts";
import type { Socket } from "./link.ts";
import { putRow, row } from "./row.ts";
import { Speaker } from "./speaker.ts";
import type { Sound } from "./speaker.ts";
import { Witness } from "./witness.ts";
import { readWitnessWords } from "./words.ts";
import type { Clip } from "./words.ts";

const ROW = "/witness/";
const TICKET = "/live/ticket/";
const LIVE = "/live/";

export interface Opening {
  readonly eyes: Eyes;
  readonly page: Page;
  readonly timeline: Timeline;
  readonly outbox: Outbox;
  readonly log: SessionLog;
  readonly position: () => Position;
  readonly enough: () => void;
}

/** Rejects where its row cannot be had; the session then goes on without it. */
export async function openWitness(opening: Opening): Promise<Witness> {
  const { enough, eyes, log, outbox, page, position, timeline } = opening;
  const answer = await fetch(ROW);
  if (!answer.ok) {
    throw new Error(`The witness's row came with ${answer.status}.`);
  }
  const sent = putRow(await answer.text());
  const words = readWitnessWords(sent.lines, sent.sentences);
  const { options, session } = outbox.record;
  const soundOf = soundsFor(`?${soundQuery(options)}`);
  const parts = {
    eyes,
    timeline,
    // Somebody who switched the voice off reads; nothing may speak then.
    words: options.voice === 0 ? { ...words, clips: new Map<string, Clip>() } : words,
    row,
    log,
    record: () => outbox.record,
    speaker: new Speaker(timeline.cues, soundOf),
    openLink: (
      onMessage: ConstructorParameters<typeof Link>[0]["onMessage"],
      onReach: (reached: boolean) => void,
    ) => new Link({ ticket: ticketFor(session, page.csrfToken), open: openSocket, onMessage, onReach }),
    enough,
  };
  return new Witness(parts, position());
}

function soundsFor(query: string): (clip: Clip) => Sound {
  const kind = container(part("track", HTMLAudioElement));
  return ({ url }) => {
    const sound = new Audio(`${url}.${kind}${query}`);
    sound.preload = "auto";
    return sound;
  };
}

function ticketFor(session: string, csrfToken: string): () => Promise<string> {
  return async () => {
    const answer = await fetch(TICKET, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken },
      body: JSON.stringify({ session }),
    });
    return text(fields(await answer.json(), "answer")["ticket"], "ticket");
  };
}

function openSocket(ticket: string): Socket {
  const address = new URL(LIVE, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  address.searchParams.set("ticket", ticket);
  return new WebSocket(address) as Socket;
}
