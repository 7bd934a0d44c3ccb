/* The sheets over the running page: paused, where it hurts, what then, why end, and the end. One is
   open at a time. */

import { onPress, part } from "./page.ts";
import { write } from "./screen.ts";

export type Sheet = "paused" | "where" | "then" | "why" | "over";
const SHEETS: readonly Sheet[] = ["paused", "where", "then", "why", "over"];

export interface SheetCommands {
  readonly resume: () => void;
  readonly back: () => void;
  readonly skip: () => void;
  readonly enough: () => void;
  readonly hurts: () => void;
  readonly end: (why: string) => void;
  /** A question was left unanswered. */
  readonly stayPaused: () => void;
}

export class Sheets {
  #open: Sheet | null = null;

  constructor(commands: SheetCommands) {
    onPress("resume", commands.resume);
    onPress("paused-back", commands.back);
    onPress("paused-skip", commands.skip);
    onPress("paused-enough", commands.enough);
    onPress("paused-hurts", commands.hurts);
    onPress("end", () => this.open("why"));
    onPress("why-not", commands.stayPaused);
    part("why").querySelectorAll<HTMLElement>("[data-why]").forEach((choice) => {
      choice.addEventListener("click", () => commands.end(choice.dataset["why"] ?? "other"));
    });
    part("paused").addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("button") === null) {
        commands.resume();
      }
    });
    this.#onEscape("paused", commands.resume);
    this.#onEscape("where", commands.stayPaused);
    this.#onEscape("then", () => this.open("where"));
    this.#onEscape("why", commands.stayPaused);
    this.#onEscape("over", () => undefined);
  }

  open(sheet: Sheet): void {
    if (this.#open === sheet) {
      return;
    }
    this.close();
    this.#open = sheet;
    part(sheet, HTMLDialogElement).showModal();
  }

  close(): void {
    for (const sheet of SHEETS) {
      const dialog = part(sheet, HTMLDialogElement);
      if (dialog.open) {
        dialog.close();
      }
    }
    this.#open = null;
  }

  /** moving: whether a set is under way, of which it can be enough. */
  showPaused(where: string, moving: boolean, fault = ""): void {
    part("paused-enough").hidden = !moving;
    write("paused-where", where);
    write("paused-fault", fault);
    part("paused-fault").hidden = fault === "";
    this.open("paused");
  }

  /** The last sheet, which says at first that what was done is being saved. */
  showOver(words: string): void {
    write("over-words", words);
    this.open("over");
  }

  #onEscape(sheet: Sheet, command: () => void): void {
    part(sheet).addEventListener("cancel", (event) => {
      event.preventDefault();
      command();
    });
  }
}
