/* "That hurts": where, then what. The movement has already stopped when this begins. */

import { onPress, part } from "./page.ts";
import { write } from "./screen.ts";
import type { Sheets } from "./sheets.ts";

export type Where = "back" | "leg_same" | "leg_further" | "tingling";
export type Then = "skip" | "end";

interface Advice {
  readonly words: string;
  readonly usual: Then;
}

const ADVICE: Readonly<Record<Where, Advice>> = {
  back: {
    words: "You can leave this movement out today, or end here. Both are fine.",
    usual: "skip",
  },
  leg_same: {
    words: "You can leave this movement out today, or end here. Both are fine.",
    usual: "skip",
  },
  leg_further: {
    words:
      "Your leg symptom went further down. " +
      "Many clinicians would stop this movement for today.",
    usual: "skip",
  },
  tingling: {
    words:
      "If a leg or foot is weak or getting weaker, or if you are numb between the legs, " +
      "get emergency help now. Otherwise it is best to end here for today.",
    usual: "end",
  },
};

export class HurtsQuestions {
  readonly #sheets: Sheets;
  #where: Where = "back";

  constructor(sheets: Sheets, onAnswer: (where: Where, then: Then) => void, onMistake: () => void) {
    this.#sheets = sheets;
    part("where").querySelectorAll<HTMLElement>("[data-where]").forEach((choice) => {
      choice.addEventListener("click", () => this.#askThen(choice.dataset["where"] as Where));
    });
    onPress("where-mistake", onMistake);
    onPress("then-skip", () => onAnswer(this.#where, "skip"));
    onPress("then-end", () => onAnswer(this.#where, "end"));
  }

  ask(): void {
    this.#sheets.open("where");
  }

  #askThen(where: Where): void {
    this.#where = where;
    const { words, usual } = ADVICE[where];
    write("then-words", words);
    part("then-words").classList.toggle("urgent", where === "tingling");
    const [first, second] = usual === "skip" ? ["skip", "end"] : ["end", "skip"];
    const [main, other] = [part(`then-${first}`), part(`then-${second}`)];
    main.className = "button primary big";
    other.className = usual === "end" ? "button plain" : "button big";
    // The order on the page is the order for Tab, so the usual answer comes first in both.
    part("then-choices").replaceChildren(main, other);
    this.#sheets.open("then");
    main.focus();
  }
}
