import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { Aloud, hasOwnWords, localVoice, rateFor } from "../src/player/aloud.ts";
import { at } from "../src/player/at.ts";
import { readTimeline } from "../src/player/timeline.ts";
import { sent } from "./cast.ts";

/* A page with as much of a browser as it takes: a place for large words, a track whose time the
   test says, and a speaker that remembers. */

const FIRST = { at: 11, seconds: 4, kind: "read", text: "Knees bent, my own way." };
const NEXT = { at: 15.3, seconds: 2, kind: "read", text: "And loose." };
const SAID = { at: 17.5, seconds: 1, kind: "say", text: "One time." };
const LATER = { at: 30, seconds: 3, kind: "read", text: "Let go, the way I like it." };
const TONE = { at: 15.1, seconds: 0.1, kind: "tone", text: "tick" };

type Voice = Pick<SpeechSynthesisVoice, "lang" | "localService" | "default">;
const HERE: Voice = { lang: "en-GB", localService: true, default: false };

class Utterance {
  text: string;
  voice: unknown = null;
  lang = "";
  rate = 1;
  volume = 1;
  onstart: () => void = () => undefined;
  onend: () => void = () => undefined;
  onerror: () => void = () => undefined;
  constructor(text: string) {
    this.text = text;
  }
}

const timeline = readTimeline({ ...sent(), cues: [FIRST, TONE, NEXT, SAID, LATER].sort(byTime) });
const place = { textContent: "" };
let spoken: Utterance[] = [];
let cancelled = 0;
let voices: Voice[] = [];
let audio: EventTarget & { paused: boolean; seeking: boolean };

function byTime(one: { at: number }, other: { at: number }): number {
  return one.at - other.at;
}

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  [spoken, cancelled, voices, place.textContent] = [[], 0, [HERE], ""];
  audio = Object.assign(new EventTarget(), { paused: false, seeking: false });
  const speechSynthesis = {
    getVoices: () => voices,
    speak: (utterance: Utterance) => spoken.push(utterance),
    cancel: () => (cancelled += 1),
  };
  const window = Object.assign(new EventTarget(), { speechSynthesis });
  const document = {
    documentElement: { lang: "en" },
    getElementById: (id: string) => (id === "large-words" ? place : null),
  };
  Object.assign(globalThis, { window, document, SpeechSynthesisUtterance: Utterance });
});

afterEach(() => mock.timers.reset());

function listener(volume = 80): (seconds: number) => string {
  const aloud = new Aloud(timeline, audio as unknown as HTMLAudioElement, volume);
  return (seconds) => {
    aloud.follow(at(timeline, seconds));
    return place.textContent;
  };
}

test("own words are spoken once, at their moment, by a voice of this computer", () => {
  const follow = listener();

  const shown = [10, 11.05, 11.1, 13, 15.2].map(follow);

  assert.deepEqual(
    spoken.map(({ text, voice, volume }) => [text, voice, volume]),
    [[FIRST.text, HERE, 0.8]],
  );
  assert.deepEqual(shown, ["", "", "", "", ""]);
  assert.equal(cancelled, 0);
});

test("the next words end those before, and what the track says ends both", () => {
  const follow = listener();

  follow(11);
  follow(15.3);
  assert.deepEqual([spoken.map(({ text }) => text), cancelled], [[FIRST.text, NEXT.text], 1]);

  follow(17.4);
  assert.equal(cancelled, 1);
  follow(17.5);
  assert.equal(cancelled, 2);
});

for (const event of ["pause", "seeking", "ended", "emptied"]) {
  test(`on ${event} the voice is silent at once`, () => {
    listener()(11);

    audio.dispatchEvent(new Event(event));

    assert.equal(cancelled, 1);
  });
}

test("leaving the page ends the voice", () => {
  listener()(11);

  window.dispatchEvent(new Event("pagehide"));

  assert.equal(cancelled, 1);
});

test("while the track stands still, or is on its way elsewhere, nothing is spoken", () => {
  const follow = listener();
  audio.paused = true;
  follow(11);
  [audio.paused, audio.seeking] = [false, true];
  follow(11.1);

  assert.deepEqual(spoken, []);

  audio.seeking = false;
  follow(11.1);
  assert.equal(spoken.length, 1);
});

test("words half over are not begun, but shown", () => {
  const follow = listener();

  assert.equal(follow(13.5), FIRST.text);
  assert.deepEqual(spoken, []);
});

test("a little late, they are spoken a little faster", () => {
  const follow = listener();

  follow(12);

  assert.ok(Math.abs((spoken[0]?.rate ?? 0) - 4 / 3) < 1e-9);
});

for (const [reason, found] of [
  ["there is none", []],
  ["it would send the words away", [{ ...HERE, localService: false }]],
  ["it speaks another language", [{ ...HERE, lang: "de-DE" }]],
] as const) {
  test(`without a voice, since ${reason}, the words stand large for their time`, () => {
    voices = [...found];
    const follow = listener();

    assert.deepEqual([10.9, 11, 14.9, 15.1, 15.3].map(follow), [
      "",
      FIRST.text,
      FIRST.text,
      "",
      NEXT.text,
    ]);
    assert.deepEqual(spoken, []);
  });
}

test("where the voice is turned off, the words stand large", () => {
  assert.equal(listener(0)(11), FIRST.text);
  assert.deepEqual(spoken, []);
});

test("a voice that fails, or never begins, gives way to large words", () => {
  const follow = listener();
  follow(11);
  spoken[0]?.onerror();
  assert.equal(follow(12), FIRST.text);
  assert.equal(spoken.length, 1);

  follow(30);
  mock.timers.tick(2000);
  assert.equal(follow(32), LATER.text);
  assert.equal(cancelled, 2);
});

test("a voice that has begun is trusted, and its pace is learnt", () => {
  const now = mock.method(performance, "now");
  const follow = listener();
  follow(11);
  now.mock.mockImplementation(() => 1000);
  spoken[0]?.onstart();
  mock.timers.tick(2000);
  assert.equal(follow(13), "");
  now.mock.mockImplementation(() => 7000);
  spoken[0]?.onend();
  now.mock.restore();

  follow(30);

  // It took six seconds for what should take four.
  assert.equal(spoken[1]?.rate, 1.25);
});

test("no voice is made to hurry or to drag", () => {
  assert.deepEqual([rateFor(4, 4, 1), rateFor(4, 1, 1), rateFor(4, 9, 1)], [1, 1.6, 0.85]);
});

test("a browser's favourite voice goes first, in the language of the page", () => {
  const favourite = { ...HERE, lang: "en-US", default: true };
  voices = [{ ...HERE, lang: "fr-FR" }, HERE, favourite];

  assert.equal(localVoice("en"), favourite);
  assert.equal(localVoice("en-GB"), favourite);
  assert.equal(localVoice("ja"), null);
  Object.assign(window, { speechSynthesis: undefined });
  assert.equal(localVoice("en"), null);
});

test("own words are known from the timeline", () => {
  assert.ok(hasOwnWords(timeline));
  assert.ok(!hasOwnWords(readTimeline(sent())));
  assert.equal(at(timeline, 12).words, FIRST.text);
});
