/* What the server wrote into the page. */

import { readOptions } from "./choices.ts";
import type { Options } from "./choices.ts";
import { fields, number, orNull, text } from "./reading.ts";
import { readWords } from "./words.ts";
import type { Words } from "./words.ts";

export interface Page {
  readonly routine: string;
  readonly routineName: string;
  /** The session to go on with, where one was interrupted. */
  readonly session: string | null;
  readonly goOnAtSeconds: number | null;
  readonly checkIn: string | null;
  readonly options: Options;
  /** The pictures of the movements, read by what shows them. */
  readonly stills: unknown;
  readonly csrfToken: string;
  readonly urls: Urls;
  readonly words: Words;
}

/** `events`, `close` and `after` hold the word SESSION where the session's id belongs; so do
    `motion` and `still` hold MOVEMENT, FIGURE and what else names a file. */
export interface Urls {
  readonly timeline: string;
  readonly track: string;
  readonly sounds: string;
  readonly events: string;
  readonly close: string;
  readonly after: string;
  readonly home: string;
  readonly motion: string;
  readonly still: string;
}

export function readPage(): Page {
  const source = fields(json("player-data"), "player");
  const urls = fields(source["urls"], "urls");
  const url = (name: keyof Urls): string => text(urls[name], `urls.${name}`);
  return {
    routine: text(source["routine"], "routine"),
    routineName: text(source["routine_name"], "routine_name"),
    session: orNull(text, source["session"], "session"),
    goOnAtSeconds: orNull(number, source["resume_at"], "resume_at"),
    checkIn: orNull(text, source["check_in"], "check_in"),
    options: readOptions(source["options"]),
    stills: source["stills"],
    csrfToken: part("player").dataset["csrf"] ?? "",
    urls: {
      timeline: url("timeline"),
      track: url("track"),
      sounds: url("sounds"),
      events: url("events"),
      close: url("close"),
      after: url("after"),
      home: url("home"),
      motion: url("motion"),
      still: url("still"),
    },
    words: readWords(json("player-words"), source["step_words"], document.documentElement.lang),
  };
}

function json(id: string): unknown {
  return JSON.parse(part(id).textContent ?? "");
}

/** The element with this id, which the template promises. */
export function part<T extends Element = HTMLElement>(
  id: string,
  kind?: abstract new () => T,
): T {
  const found = document.getElementById(id);
  if (found === null || (kind !== undefined && !(found instanceof kind))) {
    throw new Error(`The page has no ${kind?.name ?? "element"} called ${id}.`);
  }
  return found as unknown as T;
}

/** The session takes the whole page, under an address that leads back to it. */
export function showRunning(session: string): void {
  document.documentElement.classList.add("session-runs");
  part("before").hidden = true;
  part("running").hidden = false;
  part("running").focus();
  const address = new URL(location.href);
  address.searchParams.set("session", session);
  history.replaceState(null, "", address);
}

export function onPress(id: string, command: () => void): void {
  part(id).addEventListener("click", command);
}
