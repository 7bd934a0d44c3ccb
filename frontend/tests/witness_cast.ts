/* A camera, a coach and a page for the witness: what each was told is kept, and what they say is
   said by the test. */

import { readFileSync } from "node:fs";

import type { Eyes, EyesState, SeenFrame } from "../src/camera/eyes.ts";
import { at } from "../src/player/at.ts";
import { SessionLog } from "../src/player/log.ts";
import { Outbox } from "../src/player/outbox.ts";
import { newRecord, repKey } from "../src/player/record.ts";
import type { SessionRecord } from "../src/player/record.ts";
import type { Side, Timeline } from "../src/player/timeline.ts";
import type { Line } from "../src/witness/line.ts";
import { Link } from "../src/witness/link.ts";
import { readMessage, VALUES } from "../src/witness/protocol.ts";
import { Speaker } from "../src/witness/speaker.ts";
import { Witness } from "../src/witness/witness.ts";
import { readWitnessWords } from "../src/witness/words.ts";
import type { WitnessWords } from "../src/witness/words.ts";
import { small } from "./cast.ts";

const LINES = new URL("../../src/supine/web/templates/web/words/witness.json", import.meta.url);
const OPTIONS = { reps: 4, items: "", words: "full", pace: "normal", down: 20, voice: 100, tones: 50, figure: "woman" } as const;
export const SLOWER = "A little slower.";
export const ENOUGH = "That was enough for this one.";
export const KNEES = "I cannot see your knees. Keep going.";

export function witnessWords(): WitnessWords {
  const lines: unknown = JSON.parse(readFileSync(LINES, "utf-8"));
  const clip = (url: string): object => ({ url, seconds: 1 });
  return readWitnessWords(lines, {
    unseen: { knees: KNEES },
    tired: ENOUGH,
    clips: { [SLOWER]: clip("/phrases/slower"), [ENOUGH]: clip("/phrases/enough"), [KNEES]: clip("/phrases/knees") },
  });
}

export class FakeSound {
  readonly readyState = 4;
  readonly heard: string[];
  readonly url: string;

  constructor(url: string, heard: string[]) {
    this.url = url;
    this.heard = heard;
  }

  play(): Promise<void> {
    this.heard.push(this.url);
    return Promise.resolve();
  }

  pause(): void {
    this.heard.push("pause");
  }
}

/** Everything round a witness; the track is wherever the test says it is. */
export class Floor {
  readonly timeline: Timeline;
  readonly outbox: Outbox;
  readonly told: unknown[] = [];
  readonly heard: string[] = [];
  readonly witness: Witness;
  shown: { counts: ReadonlyMap<Side | null, number> | null; line: Line } | null = null;
  hidden = false;
  enoughs = 0;
  closed = false;
  frames = 0;
  #state: EyesState = "ready";
  #see: ((frame: SeenFrame) => void)[] = [];
  #change: ((state: EyesState) => void)[] = [];
  #say: (message: object) => void = () => undefined;
  #atSeconds = 0;

  constructor(record: Partial<SessionRecord> = {}, seconds = 0, timeline = small()) {
    this.timeline = timeline;
    const kept = { ...newRecord("one", "small", OPTIONS), ...record };
    const storage = { setItem: () => undefined, removeItem: () => undefined } as unknown as Storage;
    const post = async (): Promise<{ refused: number }> => ({ refused: 0 });
    this.outbox = new Outbox(kept, storage, post, () => undefined);
    this.witness = new Witness(
      {
        eyes: this.#eyes(),
        timeline: this.timeline,
        words: witnessWords(),
        row: {
          show: (counts, _side, line) => {
            this.shown = { counts, line };
          },
          hide: () => {
            this.hidden = true;
          },
        },
        log: new SessionLog(this.outbox),
        record: () => this.outbox.record,
        speaker: new Speaker(this.timeline.cues, ({ url }) => new FakeSound(url, this.heard)),
        openLink: (onMessage, onReach) => {
          this.#say = (message) => {
            const read = readMessage(JSON.stringify(message));
            if (read !== null) {
              onMessage(read);
            }
          };
          return this.#link(onReach);
        },
        enough: () => {
          this.enoughs += 1;
        },
      },
      at(this.timeline, seconds),
    );
  }

  /** The track plays on to this second, and every tenth of one a frame is seen. */
  playTo(seconds: number): void {
    while (this.#atSeconds < seconds) {
      const since = this.#atSeconds;
      this.#atSeconds = Math.min(seconds, Math.round(since * 10 + 1) / 10);
      this.#called(since);
      this.witness.follow(at(this.timeline, this.#atSeconds), true, false);
      this.see();
    }
  }

  jumpTo(seconds: number): void {
    this.#atSeconds = seconds;
    this.witness.follow(at(this.timeline, seconds), false, true);
  }

  pause(): void {
    this.witness.follow(at(this.timeline, this.#atSeconds), false, false);
  }

  see(): void {
    const frame = { atSeconds: this.#atSeconds, landmarks: new Float32Array(VALUES) };
    this.#see.forEach((listener) => listener(frame));
  }

  /** The coach says something. */
  say(kind: string, more: object = {}): void {
    this.#say({ kind, ...more });
  }

  rep(set: string, side: Side | null, counted: object, reach = 1): void {
    this.say("rep", { set, side, reach, out_seconds: 2, back_seconds: 1, counted });
  }

  begin(set: string, counted: object = {}, timed = false): void {
    this.say("set", { set, movement: "swing", timed, counted, settled: false });
  }

  become(state: EyesState): void {
    this.#state = state;
    this.#change.forEach((listener) => listener(state));
  }

  get seen(): readonly Readonly<Record<string, unknown>>[] {
    const { unsent } = this.outbox.record;
    return unsent
      .filter((event) => event.kind === "seen")
      .map(({ side, detail, movement }) => ({ movement, side, ...detail }));
  }

  /** What the voice has called by now. */
  #called(since: number): void {
    const now = this.#atSeconds;
    const { counted } = this.outbox.record;
    const over = this.timeline.reps.filter((rep) => rep.endsAt > since && rep.endsAt <= now);
    if (over.length > 0) {
      const keys = over.map((rep) => repKey(this.outbox.record, rep));
      this.outbox.change({ counted: [...counted, ...keys] });
    }
  }

  #eyes(): Eyes {
    const state = (): EyesState => this.#state;
    return {
      aspect: 4 / 3,
      device: null,
      get state() {
        return state();
      },
      onFrame: (listener: (frame: SeenFrame) => void) => void this.#see.push(listener),
      onState: (listener: (state: EyesState) => void) => void this.#change.push(listener),
      preview: () => undefined,
      close: () => {
        this.closed = true;
        this.become("off");
      },
    } as unknown as Eyes;
  }

  #link(onReach: (reached: boolean) => void): Link {
    return {
      open: async () => onReach(true),
      watch: (set: object) => void this.told.push({ kind: "set", ...set }),
      over: (set: string) => void this.told.push({ kind: "over", set }),
      see: () => {
        this.frames += 1;
        return true;
      },
      close: () => undefined,
    } as unknown as Link;
  }
}
