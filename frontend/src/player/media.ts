/* The lock screen and headset buttons. */

import type { Position } from "./at.ts";
import { lockScreenTitle } from "./wording.ts";
import type { Words } from "./words.ts";

export interface MediaCommands {
  readonly play: () => void;
  readonly pause: () => void;
  readonly back: () => void;
  readonly skip: () => void;
}

export class LockScreen {
  readonly #routine: string;
  readonly #words: Words;
  #shown = "";

  constructor(routine: string, words: Words, commands: MediaCommands) {
    this.#routine = routine;
    this.#words = words;
    handle("play", commands.play);
    handle("pause", commands.pause);
    handle("stop", commands.pause);
    handle("previoustrack", commands.back);
    handle("nexttrack", commands.skip);
  }

  show(position: Position, playing: boolean): void {
    if (!("mediaSession" in navigator)) {
      return;
    }
    const title = lockScreenTitle(position, this.#routine, this.#words);
    const shown = `${title}/${String(playing)}`;
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    navigator.mediaSession.metadata = new MediaMetadata({
      title,
      artist: this.#words.say("app"),
      album: this.#routine,
    });
    navigator.mediaSession.playbackState = playing ? "playing" : "paused";
    place(position);
  }

  /** After a jump, the place on the lock screen is stale even where the title is not. */
  forget(): void {
    this.#shown = "";
  }
}

function place(position: Position): void {
  try {
    navigator.mediaSession.setPositionState({
      duration: position.seconds + position.secondsLeft,
      position: position.seconds,
      playbackRate: 1,
    });
  } catch {
    return; // an older browser, which shows no place
  }
}

function handle(action: MediaSessionAction, command: () => void): void {
  try {
    navigator.mediaSession.setActionHandler(action, command);
  } catch {
    return; // this browser has no such button
  }
}
