/* One session being played: what the track, the keys and the buttons do to it, and what is
   written down of it. */

import type { Eyes } from "../camera/eyes.ts";
import { at, backPoint, resumePoint, skipPoint } from "./at.ts";
import type { Position } from "./at.ts";
import { HurtsQuestions } from "./hurts.ts";
import type { Then, Where } from "./hurts.ts";
import type { Command, Situation, View } from "./keys.ts";
import { SessionLog } from "./log.ts";
import { LockScreen } from "./media.ts";
import { Notes } from "./notes.ts";
import type { Outbox } from "./outbox.ts";
import { part, showRunning } from "./page.ts";
import type { Page } from "./page.ts";
import { passed } from "./passed.ts";
import { Person } from "./person.ts";
import type { Fields } from "./reading.ts";
import type { EventKind, SessionRecord } from "./record.ts";
import { Screen } from "./screen.ts";
import { Sheets } from "./sheets.ts";
import type { Sounds } from "./sounds.ts";
import type { Timeline } from "./timeline.ts";
import type { Track } from "./track.ts";
import { WakeLock } from "./wake.ts";
import { Watching } from "./watching.ts";
import { placeWords } from "./wording.ts";

export class Session {
  readonly #page: Page;
  readonly #timeline: Timeline;
  readonly #outbox: Outbox;
  readonly #log: SessionLog;
  readonly #track: Track;
  readonly #sounds: Sounds;
  readonly #screen: Screen;
  readonly #person: Person;
  readonly #notes: Notes;
  readonly #watching = new Watching();
  readonly #sheets: Sheets;
  readonly #hurtsQuestions: HurtsQuestions;
  readonly #lockScreen: LockScreen;
  readonly #wake = new WakeLock();
  #mode: Situation["mode"] = "before";
  #frame = 0;
  #fault = false;

  constructor(page: Page, timeline: Timeline, outbox: Outbox, track: Track, sounds: Sounds) {
    this.#page = page;
    this.#timeline = timeline;
    this.#outbox = outbox;
    this.#log = new SessionLog(outbox);
    this.#track = track;
    this.#sounds = sounds;
    this.#screen = new Screen(timeline, page.words, outbox.record.options.voice);
    this.#notes = new Notes(this.#screen, page.words);
    this.#person = new Person(page, timeline, outbox.record.options.figure);
    const commands = {
      play: () => void this.resume(),
      resume: () => void this.resume(),
      pause: () => this.pause(),
      back: () => this.back(),
      skip: () => this.skip(),
      enough: () => this.enough(),
      hurts: () => this.hurts(),
      end: (why: string) => this.#end(why),
      stayPaused: () => this.#stayPaused(),
    };
    this.#sheets = new Sheets(commands);
    this.#lockScreen = new LockScreen(page.routineName, page.words, commands);
    this.#hurtsQuestions = new HurtsQuestions(
      this.#sheets,
      page.words,
      (where, then) => void this.#afterHurts(where, then),
      () => {
        this.#stayPaused();
        void this.resume();
      },
    );
  }

  get mode(): Situation["mode"] {
    return this.#mode;
  }

  /** Whether a set that goes on until it tires is being moved through. */
  get untilTires(): boolean {
    const { stage, set } = this.#position();
    return stage === "moving" && set?.untilTires === true;
  }

  /** The track has begun to play for the first time. */
  begin(): void {
    const { options } = this.#outbox.record;
    const detail = { routine: this.#page.routine, options, check_in_id: this.#page.checkIn };
    this.#write("started", detail);
    showRunning(this.#outbox.record.session);
    this.#run();
  }

  /** Goes on where a reload or a crash interrupted. Must be called while a press is handled. */
  goOn(seconds: number): void {
    this.#track.unlock();
    showRunning(this.#outbox.record.session);
    this.#mode = "paused";
    this.#jump(seconds);
    void this.resume();
  }

  /** From here on the camera counts beside the voice. */
  watch(eyes: Eyes): void {
    void this.#watching.begin({
      eyes,
      page: this.#page,
      timeline: this.#timeline,
      outbox: this.#outbox,
      log: this.#log,
      position: () => this.#position(),
      enough: () => this.enough({ by: "camera" }),
    });
  }

  do(command: Command): void {
    if (command === "resume") {
      void this.resume();
    } else {
      this[command]();
    }
  }

  look(view: View): void {
    this.#person.look(view);
  }

  pause(): void {
    if (this.#mode === "running") {
      this.#stop();
      this.#write("paused");
    } else if (this.#mode === "counting-in") {
      this.#stop();
    } else {
      return;
    }
    this.#stayPaused();
  }

  async resume(): Promise<void> {
    if (this.#mode !== "paused") {
      return;
    }
    this.#mode = "counting-in";
    this.#sheets.close();
    this.#wake.keep(true);
    part("running").focus();
    if (this.#fault) {
      this.#track.reload();
    }
    const whole = await this.#sounds.countIn((number) => this.#screen.countIn(number));
    this.#screen.countIn(null);
    if (whole) {
      await this.#playOn();
    }
  }

  back(): void {
    if (!this.#movable()) {
      return;
    }
    const seconds = backPoint(this.#timeline, this.#track.seconds);
    this.#follow();
    this.#log.wentBack(this.#position(), seconds, this.#timeline);
    this.#jump(seconds);
  }

  skip(): void {
    const { stage } = this.#position();
    if (!this.#movable() || stage === "end") {
      return;
    }
    this.#follow();
    if (stage === "set-up" || stage === "moving") {
      this.#write("skipped");
    }
    this.#jump(skipPoint(this.#timeline, this.#track.seconds));
  }

  /** detail: who says so, where it is not the person. */
  enough(detail: Fields = {}): void {
    if (!this.#movable() || this.#position().stage !== "moving") {
      return;
    }
    this.#follow();
    this.#write("enough", detail);
    this.#jump(skipPoint(this.#timeline, this.#track.seconds));
  }

  hurts(): void {
    if (!this.#movable() && this.#mode !== "counting-in") {
      return;
    }
    const wasRunning = this.#mode === "running";
    this.#stop();
    this.#mode = "hurting";
    this.#sounds.stopped();
    if (wasRunning) {
      this.#write("paused", { because: "hurts" });
    }
    this.#hurtsQuestions.ask();
  }

  onTime(): void {
    if (this.#mode !== "before" && this.#mode !== "over") {
      this.#follow();
    }
  }

  /** The device paused the sound: a call, headphones pulled out. */
  onPause(): void {
    if (this.#mode === "running" && !this.#track.ended) {
      this.pause();
    }
  }

  /** The device played the sound on by itself, so the page must not stay behind. */
  onPlay(): void {
    if (this.#mode === "paused") {
      this.#sheets.close();
      this.#write("resumed");
      this.#run();
    }
  }

  onEnded(): void {
    if (this.#mode === "running") {
      this.#follow();
      this.#leave("finished");
    }
  }

  onFault(): void {
    this.#fault = true;
    if (this.#mode === "running" || this.#mode === "counting-in") {
      this.pause();
    }
    if (this.#mode === "paused") {
      this.#showPaused();
    }
  }

  onWaiting(waiting: boolean): void {
    this.#notes.waiting(waiting);
  }

  onTrouble(trouble: boolean): void {
    this.#notes.unsaved(trouble);
    if (!trouble && this.#mode === "over") {
      this.#goToAfter();
    }
  }

  /** A press on a button or beside it, with a pointer. */
  onTap(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("button") == null) {
      this.pause();
    } else if (event.detail > 0 && this.#mode === "running") {
      // Left on the button, the focus would make the next Space press it again.
      part("running").focus();
    }
  }

  #movable(): boolean {
    return this.#mode === "running" || this.#mode === "paused";
  }

  #position(): Position {
    return at(this.#timeline, this.#track.seconds);
  }

  #run(): void {
    this.#mode = "running";
    this.#wake.keep(true);
    // A hidden page keeps its old frame waiting; two of them would draw everything twice.
    cancelAnimationFrame(this.#frame);
    const frame = (): void => {
      if (this.#mode === "running") {
        this.#follow();
        this.#frame = requestAnimationFrame(frame);
      }
    };
    frame();
  }

  async #playOn(): Promise<void> {
    const played = await this.#track.play();
    if (this.#mode !== "counting-in") {
      return;
    }
    this.#fault = !played;
    if (played) {
      this.#write("resumed");
      this.#run();
    } else {
      this.pause();
    }
  }

  #stop(): void {
    this.#follow();
    this.#track.pause();
    this.#sounds.cutCountIn();
    this.#screen.countIn(null);
    this.#wake.keep(false);
  }

  /** Looks where the track is: counts what passed, draws, and remembers where to go on. */
  #follow(): void {
    const { from, to, wasSeek } = this.#track.follow();
    const position = this.#position();
    if (this.#mode === "running") {
      passed(from, to, this.#timeline, wasSeek).forEach((rep) => this.#log.repDone(rep));
      this.#log.remember(resumePoint(position));
    }
    this.#screen.show(position);
    const playing = this.#mode === "running";
    this.#person.show(position, playing);
    this.#watching.follow(position, playing);
    this.#lockScreen.show(position, playing);
  }

  #jump(seconds: number): void {
    this.#track.seek(seconds);
    this.#log.remember(seconds);
    this.#lockScreen.forget();
    const position = at(this.#timeline, seconds);
    this.#screen.show(position);
    this.#person.show(position, false);
    this.#watching.follow(position, false, true);
    if (this.#mode === "paused") {
      this.#showPaused(position);
    }
  }

  #stayPaused(): void {
    this.#mode = "paused";
    this.#showPaused();
  }

  #showPaused(position: Position = this.#position()): void {
    const { words } = this.#page;
    const fault = this.#fault ? words.say("sound_lost") : "";
    this.#sheets.showPaused(placeWords(position, words), position.stage === "moving", fault);
    this.#lockScreen.show(position, false);
  }

  async #afterHurts(where: Where, then: Then): Promise<void> {
    this.#write("hurts", { where, then });
    if (then === "end") {
      this.#end("pain");
      return;
    }
    this.#sheets.close();
    part("running").focus();
    this.#jump(skipPoint(this.#timeline, this.#track.seconds));
    // The next movement begins with words, so it needs no count-in.
    this.#mode = "counting-in";
    await this.#playOn();
  }

  #end(why: string): void {
    this.#leave("ended", { why });
  }

  #leave(kind: EventKind, detail: Fields = {}): void {
    this.#watching.leave();
    this.#write(kind, detail, { over: true });
    void this.#save();
  }

  async #save(): Promise<void> {
    this.#mode = "over";
    this.#wake.keep(false);
    this.#sheets.open("over");
    if (!(await this.#outbox.flushSoon())) {
      this.#sheets.showOver(this.#page.words.say("saved_here"));
    }
  }

  #goToAfter(): void {
    location.assign(this.#page.urls.after.replace("SESSION", this.#outbox.record.session));
  }

  #write(kind: EventKind, detail: Fields = {}, changes: Partial<SessionRecord> = {}): void {
    this.#log.write(kind, this.#position(), detail, changes);
  }
}
