/* The camera as a witness: watches each set, shows what was counted beside what was called, and
   tells the diary. The voice stays the clock; whatever fails here, the session goes on. */

import type { Eyes } from "../camera/eyes.ts";
import type { Position } from "../player/at.ts";
import type { SessionLog } from "../player/log.ts";
import type { SeenSoFar, SessionRecord } from "../player/record.ts";
import type { Timeline } from "../player/timeline.ts";
import { lineAt } from "./line.ts";
import type { Link } from "./link.ts";
import { calledReps, lingers, placeAt } from "./place.ts";
import type { WatchedPlace } from "./place.ts";
import type { Message, Seen } from "./protocol.ts";
import type { Row } from "./row.ts";
import type { Speaker } from "./speaker.ts";
import { SetTally, sidesOf } from "./tally.ts";
import type { WitnessWords } from "./words.ts";

/** After this long without the coach's summary, this page's own count is the count. */
const SUMMARY_WITHIN_MILLISECONDS = 1500;
/** A connection that comes back at once needs no sentence. */
const AWAY_AFTER_MILLISECONDS = 3000;
const HINT_SECONDS = 8;
/** What cannot be seen for longer than this is worth saying aloud, once a set. */
const UNSEEN_ALOUD_AFTER_SECONDS = 2;

export interface Parts {
  readonly eyes: Eyes;
  readonly timeline: Timeline;
  readonly words: WitnessWords;
  readonly row: Row;
  readonly log: SessionLog;
  readonly record: () => SessionRecord;
  readonly speaker: Speaker;
  readonly openLink: (
    onMessage: (message: Message) => void,
    onReach: (reached: boolean) => void,
  ) => Link;
  /** The set has tired the person: it ends, as when they say so themselves. */
  readonly enough: () => void;
}

/** A set being watched, or one of which the summary is awaited. */
interface Watched {
  readonly place: WatchedPlace;
  readonly tally: SetTally;
  /** Whether the coach was told of it. */
  begun: boolean;
}

export class Witness {
  readonly #parts: Parts;
  readonly #link: Link;
  #watched: Watched | null = null;
  #ending: Watched | null = null;
  /** The last set that was watched: through a rest its count stays on the page. */
  #over: Watched | null = null;
  #waitForSummary: ReturnType<typeof setTimeout> | null = null;
  #position: Position;
  #playing = false;
  /** Nothing is watched any more. */
  #off = false;
  #reached = true;
  #away: ReturnType<typeof setTimeout> | null = null;
  #settled = false;
  #unseen: { readonly why: string; readonly atSeconds: number } | null = null;
  #unseenSaid = false;
  #hint: { readonly text: string; readonly untilSeconds: number } | null = null;
  #keptCalled = -1;
  /** What this set, or another, had come to when the page was last left. */
  #left: SeenSoFar | null;

  constructor(parts: Parts, position: Position) {
    this.#parts = parts;
    this.#position = position;
    this.#left = parts.record().seen;
    this.#link = parts.openLink(
      (message) => this.#hear(message),
      (reached) => this.#reach(reached),
    );
    parts.eyes.onFrame((frame) => this.#see(frame));
    parts.eyes.onState((state) => {
      if (state === "off") {
        // A page that is being left closes its eyes as well, and then this comes never.
        setTimeout(() => this.#turnOff(), 0);
      } else {
        this.#show();
      }
    });
    void this.#link.open();
    this.follow(position, false, true);
    if (parts.eyes.state === "off") {
      this.#turnOff();
    }
  }

  /** Called as the track moves on, and with `jumped` where it jumped. */
  follow(position: Position, playing: boolean, jumped: boolean): void {
    if (this.#off) {
      return;
    }
    this.#position = position;
    this.#playing = playing;
    const place = placeAt(position, this.#parts.record().passes);
    const watched = this.#watched;
    if (place?.key !== watched?.place.key) {
      const finishing = watched !== null && lingers(watched.place, position.seconds);
      if (jumped || !finishing) {
        this.#finish();
        this.#begin(place);
      }
    }
    if (jumped) {
      this.#parts.speaker.forget();
      this.#hint = null;
    }
    this.#keepCalled();
    this.#sayUnseen();
    this.#parts.speaker.follow(position.seconds, playing);
    this.#show();
  }

  /** The session is over: what was counted so far is all. */
  leave(): void {
    if (this.#off) {
      return;
    }
    this.#off = true;
    this.#parts.speaker.forget();
    this.#settle();
    if (this.#watched !== null) {
      this.#write(this.#watched);
      this.#watched = null;
    }
    this.#link.close();
    this.#parts.eyes.close();
  }

  /** The person has enough of the camera, and not of the session. */
  #turnOff(): void {
    this.leave();
    this.#parts.row.hide();
  }

  #begin(place: WatchedPlace | null): void {
    this.#settled = false;
    this.#unseen = null;
    this.#unseenSaid = false;
    this.#hint = null;
    if (place === null) {
      return;
    }
    const { log, timeline } = this.#parts;
    const reps = timeline.reps.filter((rep) => rep.set === place.index);
    const tally = new SetTally(place.key, sidesOf(reps));
    const left = this.#left;
    this.#left = null;
    if (left?.state["set"] === place.key) {
      restore(tally, left.state);
    } else if (left !== null) {
      log.seenBefore();
    }
    this.#watched = { place, tally, begun: false };
  }

  /** The set is over, or left: asks what it came to, and does not wait long. */
  #finish(): void {
    const watched = this.#watched;
    if (watched === null) {
      return;
    }
    this.#settle();
    this.#watched = null;
    this.#ending = watched;
    this.#over = watched;
    this.#keep(watched);
    this.#link.over(watched.place.key);
    const wait = watched.begun && this.#reached ? SUMMARY_WITHIN_MILLISECONDS : 0;
    this.#waitForSummary = setTimeout(() => this.#settle(), wait);
  }

  /** Writes down the set of which the summary was awaited. */
  #settle(): void {
    if (this.#waitForSummary !== null) {
      clearTimeout(this.#waitForSummary);
      this.#waitForSummary = null;
    }
    if (this.#ending !== null) {
      this.#write(this.#ending);
      this.#ending = null;
    }
  }

  #see(frame: Seen): void {
    const watched = this.#watched;
    if (watched === null || !this.#playing) {
      return;
    }
    if (!watched.begun) {
      watched.begun = true;
      const { movement } = watched.place.set;
      this.#link.watch({ set: watched.place.key, movement, aspect: this.#parts.eyes.aspect });
    }
    if (this.#link.see(frame)) {
      watched.tally.frame(this.#settled && this.#unseen === null);
    }
  }

  #hear(message: Message): void {
    const { kind } = message;
    if (kind === "set" || kind === "rep" || kind === "summary" || kind === "fault") {
      this.#count(message);
    } else if (kind === "settled" || kind === "left") {
      this.#settled = kind === "settled";
    } else if (kind === "cannot_see") {
      this.#unseen = { why: message.why, atSeconds: this.#position.seconds };
    } else if (kind === "seen") {
      this.#unseen = null;
    } else if (kind === "cue") {
      this.#give(message.text);
    } else {
      this.#tire();
    }
    this.#show();
  }

  #count(message: Extract<Message, { readonly set: string }>): void {
    const [watched, ending] = [this.#watched, this.#ending];
    const of = [watched, ending].find((each) => each?.tally.set === message.set);
    if (of === undefined || of === null) {
      return;
    }
    if (message.kind === "set") {
      of.tally.begun(message.timed, message.counted);
      this.#settled = of === watched ? message.settled : this.#settled;
    } else if (message.kind === "rep") {
      of.tally.repDone(message.rep, message.counted);
    } else if (message.kind === "summary") {
      of.tally.over(message);
    } else if (of === watched) {
      of.tally.unwatchable();
    }
    const isOver = message.kind === "summary" || message.kind === "fault";
    if (of === ending && isOver) {
      this.#settle();
    } else {
      this.#keep(of);
    }
  }

  /** One hint: read at once, and heard as soon as the voice leaves room. */
  #give(text: string): void {
    const { speaker, words } = this.#parts;
    const { seconds, stage } = this.#position;
    if (stage !== "moving" || !this.#playing || speaker.busy) {
      return;
    }
    this.#hint = { text, untilSeconds: seconds + HINT_SECONDS };
    const clip = words.clips.get(text);
    if (clip !== undefined) {
      speaker.say(clip, seconds);
    }
  }

  /** Only a set that goes on until it tires is ended so, and the words come first. */
  #tire(): void {
    const { enough, speaker, words } = this.#parts;
    const { seconds, set, stage } = this.#position;
    const key = this.#watched?.place.key;
    if (stage !== "moving" || set?.untilTires !== true || key === undefined) {
      return;
    }
    this.#hint = { text: words.tired, untilSeconds: Number.POSITIVE_INFINITY };
    speaker.say(words.clips.get(words.tired) ?? null, seconds, () => {
      if (this.#watched?.place.key === key && this.#position.stage === "moving") {
        enough();
      }
    });
  }

  #sayUnseen(): void {
    const { speaker, words } = this.#parts;
    const { seconds, stage } = this.#position;
    const unseen = this.#unseen;
    if (unseen === null || this.#unseenSaid || stage !== "moving" || speaker.busy) {
      return;
    }
    if (this.#playing && seconds - unseen.atSeconds >= UNSEEN_ALOUD_AFTER_SECONDS) {
      this.#unseenSaid = true;
      const clip = words.clips.get(words.unseen.get(unseen.why) ?? "");
      if (clip !== undefined) {
        speaker.say(clip, seconds);
      }
    }
  }

  #reach(reached: boolean): void {
    if (this.#away !== null) {
      clearTimeout(this.#away);
      this.#away = null;
    }
    if (reached) {
      this.#reached = true;
      this.#show();
      return;
    }
    this.#away = setTimeout(() => {
      this.#reached = false;
      this.#show();
    }, AWAY_AFTER_MILLISECONDS);
  }

  #show(): void {
    const { eyes, row, words } = this.#parts;
    const { seconds, side, stage } = this.#position;
    const [watched, hint] = [this.#watched, this.#hint];
    const shown = watched ?? this.#over;
    const line = lineAt(
      {
        eyes: eyes.state,
        reached: this.#reached,
        watching: watched !== null,
        timed: watched?.tally.timed === true,
        settled: this.#settled,
        unseen: this.#unseen?.why ?? null,
        hint: hint !== null && seconds < hint.untilSeconds ? hint.text : null,
      },
      words,
    );
    const counts = shown === null || shown.tally.timed ? null : shown.tally.counts;
    row.show(counts, stage === "moving" ? side : null, line);
  }

  /** What the voice has called since is part of what is kept. */
  #keepCalled(): void {
    const called = this.#parts.record().counted.length;
    if (called !== this.#keptCalled && this.#watched !== null) {
      this.#keptCalled = called;
      this.#keep(this.#watched);
    }
  }

  #keep(watched: Watched): void {
    const { place, tally } = watched;
    // One set at a time is kept, and the one that is ending is written down in a moment.
    if (tally.watched && (this.#ending ?? watched) === watched) {
      const { log } = this.#parts;
      log.keepSeen(place.set.movement, this.#secondsOf(place), this.#seen(place, tally), tally.kept());
    }
  }

  #write({ place, tally }: Watched): void {
    this.#parts.log.seen(place.set.movement, this.#secondsOf(place), this.#seen(place, tally));
  }

  #seen(place: WatchedPlace, tally: SetTally): ReturnType<SetTally["seen"]> {
    const { record, timeline } = this.#parts;
    return tally.seen(calledReps(record(), place, timeline));
  }

  /** The second of the track that goes with a set: its end, or where it was left. */
  #secondsOf({ set }: WatchedPlace): number {
    return Math.max(set.at, Math.min(set.endsAt, this.#position.seconds));
  }
}

/** What was kept by an older version, or is damaged, is let go. */
function restore(tally: SetTally, kept: Readonly<Record<string, unknown>>): void {
  try {
    tally.restore(kept);
  } catch {
    return;
  }
}
