/* Reading what came from outside (network, page, storage): `unknown` goes in, a typed value comes
   out, or a ShapeError that names the place. */

export class ShapeError extends Error {
  constructor(place: string, wanted: string) {
    super(`${place}: wanted ${wanted}`);
    this.name = "ShapeError";
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export function fields(value: unknown, place: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ShapeError(place, "an object");
  }
  return value as Fields;
}

export function list(value: unknown, place: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new ShapeError(place, "a list");
  }
  return value;
}

export function text(value: unknown, place: string): string {
  if (typeof value !== "string") {
    throw new ShapeError(place, "text");
  }
  return value;
}

export function number(value: unknown, place: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new ShapeError(place, "a number");
  }
  return value;
}

export function flag(value: unknown, place: string): boolean {
  if (typeof value !== "boolean") {
    throw new ShapeError(place, "true or false");
  }
  return value;
}

export function oneOf<T extends string>(choices: readonly T[], value: unknown, place: string): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) {
    throw new ShapeError(place, choices.join(" or "));
  }
  return found;
}

/** Missing and null both mean "nothing here". */
export function orNull<T>(
  read: (value: unknown, place: string) => T,
  value: unknown,
  place: string,
): T | null {
  return value === null || value === undefined ? null : read(value, place);
}
