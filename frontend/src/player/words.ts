/* The words for people. They stand in the page (web/words/player.json) and beside the cards, ready
   for translation; here is only which there are, and what is put into them. */

import { fields, ShapeError, text } from "./reading.ts";
import type { Fields } from "./reading.ts";

/** Every text, with the marks it holds: `next` holds {movement}. */
const MARKS = {
  app: [],
  left: [],
  right: [],
  left_side: [],
  right_side: [],
  breathe_in: [],
  breathe_out: [],
  phase_ready: [],
  phase_down: [],
  phase_position: [],
  phase_show: [],
  phase_change: [],
  phase_rest: [],
  phase_end: [],
  done: [],
  all_done: [],
  counted_step: ["step", "count"],
  rep_of_reps: ["rep", "reps"],
  minute_of_minutes: ["rep", "reps"],
  set_begins: ["movement", "amount"],
  movement_on_side: ["movement", "side"],
  place: ["movement", "amount"],
  next: ["movement"],
  next_is_end: [],
  until_it_tires: [],
  minutes_and_seconds: ["minutes", "seconds"],
  length: ["whole", "moving"],
  off: [],
  percent: ["count"],
  interrupted_in: ["movement"],
  interrupted_before: [],
  own_words_spoken: [],
  own_words_shown: [],
  not_loaded: [],
  not_reached: [],
  waiting_for_sound: [],
  not_saved_yet: [],
  sound_lost: [],
  saved_here: [],
  after_pain: [],
  after_pain_further_down: [],
  after_tingling: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Texts that change with a number: one for each plural form of the language, with {count}. */
const COUNTED = [
  "times",
  "times_each_side",
  "up_to_times",
  "up_to_times_each_side",
  "minutes",
  "seconds",
] as const;

export type TextKey = keyof typeof MARKS;
export type CountedKey = (typeof COUNTED)[number];
export const WORD_KEYS: readonly string[] = [...Object.keys(MARKS), ...COUNTED];

type Mark<K extends TextKey> = (typeof MARKS)[K][number];
type Values<K extends TextKey> = Readonly<Record<Mark<K>, string | number>>;
type Forms = ReadonlyMap<Intl.LDMLPluralRule, string>;
/** By movement and step, from beside the cards. */
type StepWords = ReadonlyMap<string, ReadonlyMap<string, string>>;

// Nothing on the page is counted further; forms for millions need no words.
const COUNTED_TO = 100;

export class Words {
  readonly #texts: ReadonlyMap<TextKey, string>;
  readonly #counted: ReadonlyMap<CountedKey, Forms>;
  readonly #steps: StepWords;
  readonly #plural: Intl.PluralRules;

  constructor(source: Fields, steps: StepWords, language: string) {
    this.#steps = steps;
    this.#plural = new Intl.PluralRules(language);
    const keys = Object.keys(MARKS) as TextKey[];
    this.#texts = new Map(
      keys.map((key) => [key, readText(source[key], `words.${key}`, MARKS[key])]),
    );
    const numbers = Array.from({ length: COUNTED_TO }, (_, number) => number);
    const needed = new Set(numbers.map((number) => this.#plural.select(number)));
    this.#counted = new Map(
      COUNTED.map((key) => [key, readForms(source[key], `words.${key}`, needed)]),
    );
  }

  /** A text, with each of its marks filled. */
  say<K extends TextKey>(key: K, ...[values]: [Mark<K>] extends [never] ? [] : [Values<K>]): string {
    return filled(this.#texts.get(key) ?? "", values ?? {});
  }

  /** A text in the form that goes with this number. */
  count(key: CountedKey, count: number): string {
    return filled(this.#counted.get(key)?.get(this.#plural.select(count)) ?? "", { count });
  }

  /** What is being done in this step of a movement; empty where nobody has said it. */
  step(movement: string, name: string): string {
    return this.#steps.get(movement)?.get(name) ?? "";
  }
}

/** `language` is the page's own: it decides which plural forms there have to be. */
export function readWords(value: unknown, steps: unknown, language: string): Words {
  const movements = Object.entries(fields(steps, "step_words"));
  const byMovement = movements.map(([id, said]) => [id, readSteps(said, id)] as const);
  return new Words(fields(value, "words"), new Map(byMovement), language);
}

function readSteps(value: unknown, movement: string): ReadonlyMap<string, string> {
  const place = `step_words.${movement}`;
  const steps = Object.entries(fields(value, place));
  return new Map(steps.map(([name, word]) => [name, text(word, `${place}.${name}`)]));
}

function readForms(
  value: unknown,
  place: string,
  needed: ReadonlySet<Intl.LDMLPluralRule>,
): Forms {
  const source = fields(value, place);
  return new Map(
    [...needed].map((form) => [form, readText(source[form], `${place}.${form}`, ["count"])]),
  );
}

/** A mark that is missing would hide what it stands for; one that nothing fills would be seen. */
function readText(value: unknown, place: string, marks: readonly string[]): string {
  const read = text(value, place);
  const wanted = marks.map((mark) => `{${mark}}`);
  const found = read.match(/\{[^}]*\}?|\}/g) ?? [];
  if (read === "" || [...found].sort().join() !== [...wanted].sort().join()) {
    throw new ShapeError(place, wanted.length > 0 ? `text with ${wanted.join()}` : "text alone");
  }
  return read;
}

function filled(words: string, values: Readonly<Record<string, string | number>>): string {
  return words.replace(/\{(\w+)\}/g, (mark, name: string) => String(values[name] ?? mark));
}
