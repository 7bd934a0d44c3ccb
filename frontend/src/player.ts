/* The player page: before the start, running, over. The voice is the clock: everything shown
   follows the time of the one audio element. */

import "./player.css";

import { at } from "./player/at.ts";
import { CameraButton } from "./player/camera.ts";
import { keptFigure, soundQuery, timelineQuery, trackQuery } from "./player/choices.ts";
import type { Options } from "./player/choices.ts";
import { commandFor, viewFor } from "./player/keys.ts";
import type { Situation } from "./player/keys.ts";
import { holdSession, Outbox, postTo, sendLeftovers } from "./player/outbox.ts";
import { onPress, part, readPage } from "./player/page.ts";
import { loadRecord, newRecord } from "./player/record.ts";
import type { SessionRecord } from "./player/record.ts";
import { Session } from "./player/session.ts";
import { Sounds } from "./player/sounds.ts";
import { letterKeys, StartPage } from "./player/start.ts";
import { readTimeline } from "./player/timeline.ts";
import type { Timeline } from "./player/timeline.ts";
import { container, Track } from "./player/track.ts";

const page = readPage();
const audio = part("track", HTMLAudioElement);
const kind = container(audio);
const post = postTo(page.urls.events, page.csrfToken);
const interrupted = interruptedRecord();
const lettersWork = letterKeys(localStorage);
const sounds = new Sounds();
const track = new Track(audio, {
  onTime: () => session?.onTime(),
  onPause: () => session?.onPause(),
  onPlay: () => session?.onPlay(),
  onEnded: () => session?.onEnded(),
  onWaiting: (waiting) => session?.onWaiting(waiting),
  onFault,
});
const first = { ...page.options, figure: keptFigure(localStorage) ?? page.options.figure };
const startPage = new StartPage(interrupted?.options ?? first, page.words, (options) => {
  void prepare(options);
});
const camera = new CameraButton(page.words.say("not_reached"));
let session: Session | null = null;
let timeline: Timeline | null = null;
let preparations = 0;
let soundLost = false;

if (interrupted?.over === true) {
  void leaveFor(interrupted);
}
void prepare(startPage.options);
void sendLeftovers(localStorage, post);
onPress("start", () => void start());
onPress("go-on", goOn);
onPress("close-session", () => void closeSession());
onPress("try-again", () => void prepare(startPage.options));
onPress("sound-check", () => void checkSound());
onPress("pause", () => session?.pause());
onPress("back", () => session?.back());
onPress("skip", () => session?.skip());
onPress("enough", () => session?.enough());
onPress("hurts", () => session?.hurts());
part("running").addEventListener("click", (event) => session?.onTap(event));
document.addEventListener("keydown", onKey);
// The browser's Back brings this page as it was left, with a session that is over.
window.addEventListener("pageshow", (event) => event.persisted && location.reload());

/** Fetches what the choices ask for. The newest choice wins, whichever answer comes first. */
async function prepare(options: Options): Promise<void> {
  preparations += 1;
  const preparation = preparations;
  soundLost = false;
  startPage.showDownload(page.urls.track);
  track.load(`${page.urls.track}.${kind}?${trackQuery(options)}`);
  sounds.load((name) => `${page.urls.sounds}${name}.${kind}?${soundQuery(options)}`);
  const [fetched] = await Promise.all([fetchTimeline(options), track.ready()]);
  if (preparation !== preparations) {
    return;
  }
  timeline = fetched;
  if (fetched === null || soundLost) {
    startPage.showFault(page.words.say("not_loaded"));
    return;
  }
  startPage.showReady(fetched);
  void camera.pageIsReady();
  if (interrupted !== null) {
    const { set } = at(fetched, interrupted.goOnAtSeconds);
    startPage.showInterrupted(set?.name ?? null);
  }
}

function onFault(): void {
  if (session !== null) {
    session.onFault();
    return;
  }
  soundLost = true;
  startPage.showFault(page.words.say("not_loaded"));
}

async function fetchTimeline(options: Options): Promise<Timeline | null> {
  try {
    const response = await fetch(`${page.urls.timeline}?${timelineQuery(options)}`);
    return response.ok ? readTimeline(await response.json()) : null;
  } catch {
    return null;
  }
}

async function start(): Promise<void> {
  sounds.stopCheck();
  // Nothing may come before this: a browser lets sound begin only straight from a press.
  const played = await track.play();
  if (!played || timeline === null) {
    startPage.showFault(page.words.say("not_loaded"));
    return;
  }
  const record = newRecord(crypto.randomUUID(), page.routine, startPage.options);
  session = open(record, timeline);
  session.begin();
  void watch(session);
}

function goOn(): void {
  if (interrupted !== null && timeline !== null) {
    sounds.stopCheck();
    session = open(interrupted, timeline);
    session.goOn(interrupted.goOnAtSeconds);
    void watch(session);
  }
}

async function watch(begun: Session): Promise<void> {
  const eyes = await camera.begin();
  if (eyes !== null) {
    begun.watch(eyes);
  }
}

function open(record: SessionRecord, played: Timeline): Session {
  holdSession(record.session);
  const outbox = new Outbox(record, localStorage, post, (trouble) => session?.onTrouble(trouble));
  return new Session(page, played, outbox, track, sounds);
}

/** The session was over when this page was left; only its last events had not been sent. */
async function leaveFor(record: SessionRecord): Promise<void> {
  const saved = await new Outbox(record, localStorage, post, () => undefined).flush();
  if (saved) {
    location.assign(page.urls.after.replace("SESSION", record.session));
  }
}

async function closeSession(): Promise<void> {
  if (interrupted === null) {
    return;
  }
  const outbox = new Outbox({ ...interrupted, over: true }, localStorage, post, () => undefined);
  const kept = await outbox.flush();
  if (kept && (await postClose(interrupted.session))) {
    location.assign(page.urls.after.replace("SESSION", interrupted.session));
  } else {
    startPage.showFault(page.words.say("not_reached"));
  }
}

async function postClose(id: string): Promise<boolean> {
  try {
    const response = await fetch(page.urls.close.replace("SESSION", id), {
      method: "POST",
      headers: { "X-CSRFToken": page.csrfToken },
    });
    return response.ok;
  } catch {
    return false;
  }
}

async function checkSound(): Promise<void> {
  if (!(await sounds.check((playing) => startPage.showSoundCheck(playing)))) {
    startPage.showFault(page.words.say("not_loaded"));
  }
}

function onKey(event: KeyboardEvent): void {
  if (session === null || session.mode === "before") {
    return;
  }
  if (event.repeat) {
    // A key held down a little long is still one press.
    event.preventDefault();
    return;
  }
  const target = event.target instanceof Element ? event.target : null;
  const situation: Situation = {
    mode: session.mode,
    onControl: target?.closest("button, a, input, summary") != null,
    untilTires: session.untilTires,
    letterKeys: lettersWork(),
  };
  const view = viewFor(event, situation);
  if (view !== null) {
    session.look(view);
  }
  const command = commandFor(event, situation);
  if (command !== null) {
    event.preventDefault();
    session.do(command);
  }
}

/** The session this page was asked to go on with: as the server knows it, and as kept here. */
function interruptedRecord(): SessionRecord | null {
  const id = page.session ?? new URL(location.href).searchParams.get("session");
  const kept = id === null ? null : loadRecord(localStorage, id);
  if (page.session !== null) {
    const known = newRecord(page.session, page.routine, page.options);
    return kept ?? { ...known, goOnAtSeconds: page.goOnAtSeconds ?? 0 };
  }
  // The server may have been away since before it could hear of this session.
  const unheard = kept?.unsent.some((event) => event.kind === "started") === true;
  return unheard && kept !== null && !kept.over ? kept : null;
}
