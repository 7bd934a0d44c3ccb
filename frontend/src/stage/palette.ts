/* The colours of the stage, in light and in dark. The page's own tokens give the two sides. */

export interface Palette {
  readonly floor: string;
  /** How much of the floor's colour lies over the page, at its middle. */
  readonly floorStrength: number;
  readonly shade: string;
  /** How dark the key light's shadow is. */
  readonly shadow: number;
  readonly contact: number;
  readonly mat: string;
  readonly matLine: string;
  readonly pillow: string;
  readonly towel: string;
  readonly band: string;
  readonly strap: string;
  readonly wood: string;
  readonly fabric: string;
  readonly ring: string;
  readonly ringStrength: number;
  /** How brightly the working side shines. */
  readonly glow: number;
  readonly left: string;
  readonly right: string;
  readonly key: string;
  readonly keyStrength: number;
  readonly sky: string;
  readonly bounce: string;
  readonly skyStrength: number;
}

const LIGHT: Palette = {
  floor: "#e7e1d4",
  floorStrength: 0.75,
  shade: "#3a3128",
  shadow: 0.34,
  contact: 0.42,
  mat: "#a9bfb7",
  matLine: "#c4d4cd",
  pillow: "#f4efe5",
  towel: "#fff7e8",
  band: "#b5533f",
  strap: "#5d6b73",
  wood: "#cfab82",
  fabric: "#d8c8b0",
  ring: "#2f8784",
  ringStrength: 0.3,
  glow: 1,
  left: "#1f5a9c",
  right: "#94460f",
  key: "#fff3e2",
  keyStrength: 2.15,
  sky: "#fdfbff",
  bounce: "#d8c7b0",
  skyStrength: 1.45,
};

const DARK: Palette = {
  floor: "#25302e",
  floorStrength: 1,
  shade: "#040807",
  shadow: 0.5,
  contact: 0.6,
  mat: "#4a625d",
  matLine: "#5d7771",
  pillow: "#cdc8bd",
  towel: "#e2d8c5",
  band: "#c4664f",
  strap: "#98a7ad",
  wood: "#8f7357",
  fabric: "#8b8070",
  ring: "#6fb5ad",
  ringStrength: 0.2,
  glow: 0.55,
  left: "#95c0f4",
  right: "#f1b27c",
  key: "#ffeedb",
  keyStrength: 1.75,
  sky: "#dbe8ee",
  bounce: "#5a5a52",
  skyStrength: 1.15,
};

/** The palette of a theme, with the colours of the sides as `element` sees the page's tokens. */
export function paletteFor(dark: boolean, element: Element): Palette {
  const base = dark ? DARK : LIGHT;
  const tokens = getComputedStyle(element);
  const left = tokens.getPropertyValue("--left").trim() || base.left;
  const right = tokens.getPropertyValue("--right").trim() || base.right;
  return { ...base, left, right };
}
