/* How bright a picture is, and whether that is too dark to find anybody in. */

// Mean of a picture in which a lamp in the next room is all the light; by daylight it is .3 to .6.
const DARK = 0.11;
const LIGHT_AGAIN = 0.14;
const DARK_FOR_SECONDS = 1.5;

/** Mean brightness, 0 to 1, of RGBA bytes: luma by the weights of ITU-R BT.709. */
export function brightnessOf(pixels: Uint8ClampedArray): number {
  let sum = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    sum +=
      0.2126 * (pixels[at] ?? 0) + 0.7152 * (pixels[at + 1] ?? 0) + 0.0722 * (pixels[at + 2] ?? 0);
  }
  return sum / (pixels.length / 4) / 255;
}

/** Dark only where nobody is found for it: somebody who is seen in the dusk needs no sentence. */
export class Dusk {
  #darkSince: number | null = null;
  #dark = false;

  get dark(): boolean {
    return this.#dark;
  }

  see(brightness: number, found: boolean, atSeconds: number): void {
    const enough = found || brightness > (this.#dark ? LIGHT_AGAIN : DARK);
    if (enough) {
      this.#darkSince = null;
      this.#dark = false;
      return;
    }
    this.#darkSince ??= atSeconds;
    this.#dark = atSeconds - this.#darkSince >= DARK_FOR_SECONDS;
  }
}
