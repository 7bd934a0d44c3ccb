/* "That hurts": where, then what. The movement has already stopped when this begins. */

import { onPress, part } from "./page.ts";
import { write } from "./screen.ts";
import type { Sheets } from "./sheets.ts";
import type { Words } from "./words.ts";

export type Where = "back" | "leg_same" | "leg_further" | "tingling";
export type Then = "skip" | "end";

interface Advice {
  readonly words: "after_pain" | "after_pain_further_down" | "after_tingling";
  readonly usual: Then;
}

const ADVICE: Readonly<Record<Where, Advice>> = {
  back: { words: "after_pain", usual: "skip" },
  leg_same: { words: "after_pain", usual: "skip" },
  leg_further: { words: "after_pain_further_down", usual: "skip" },
  tingling: { words: "after_tingling", usual: "end" },
};

export class HurtsQuestions {
  readonly #sheets: Sheets;
  readonly #words: Words;
  #where: Where = "back";

  constructor(
    sheets: Sheets,
    words: Words,
    onAnswer: (where: Where, then: Then) => void,
    onMistake: () => void,
  ) {
    this.#sheets = sheets;
    this.#words = words;
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
    write("then-words", this.#words.say(words));
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
