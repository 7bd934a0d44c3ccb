/* The mat, the floor that runs out into the page, the ring that breathes on it, and the light
   along the side that works. */

import {
  Color,
  ExtrudeGeometry,
  Group,
  Mesh,
  PlaneGeometry,
  ShaderMaterial,
  Shape,
  UniformsLib,
  UniformsUtils,
  Vector2,
  Vector4,
} from "three";
import type { IUniform } from "three";

import type { Palette } from "./palette.ts";
import type { Side } from "./scene.ts";
import floorCode from "./shaders/floor.frag?raw";
import groundCode from "./shaders/ground.vert?raw";
import matCode from "./shaders/mat.frag?raw";

/** Metres. Its long axis is x, and its middle is where the body's is. */
export const MAT = { halfLength: 0.94, halfWidth: 0.34, thickness: 0.009 };
const CORNER = 0.06;
const BEVEL = 0.003;
/** How far beyond the mat the floor reaches; its shader lets it run out by then. */
const BEYOND = 0.6;
/** Seconds for the light to move from one side to the other. */
const SIDE_SECONDS = 0.35;

type Uniforms = Record<string, IUniform>;

export class Ground {
  readonly group = new Group();
  readonly #shared: Uniforms = {
    floorColour: { value: new Color() },
    matColour: { value: new Color() },
    lineColour: { value: new Color() },
    shadeColour: { value: new Color() },
    ringColour: { value: new Color() },
    ringStrength: { value: 0 },
    glow: { value: 0 },
    farColour: { value: new Color() },
    nearColour: { value: new Color() },
    strength: { value: 1 },
    shadow: { value: 0 },
    breath: { value: 0 },
    sides: { value: new Vector2() },
    matPlace: { value: new Vector4(0, 0, MAT.halfLength, MAT.halfWidth) },
    pictureSize: { value: new Vector2(1, 1) },
  };
  readonly #floor = new Mesh(floorGeometry(), this.#material(floorCode, true));
  readonly #mat = new Mesh(matGeometry(), this.#material(matCode, false));
  readonly #left = new Color();
  readonly #right = new Color();
  /** How brightly the far edge (-z) and the near edge (+z) are to shine. */
  readonly #wanted = new Vector2();
  #leftIsFar = true;

  constructor() {
    const floor = this.#floor;
    const mat = this.#mat;
    floor.rotation.x = -Math.PI / 2;
    floor.position.y = -MAT.thickness;
    floor.renderOrder = -1;
    floor.receiveShadow = true;
    mat.receiveShadow = true;
    this.group.add(floor, mat);
  }

  /** floor: whether it is to be seen; the shadow on it always is. */
  paint(palette: Palette, floor: boolean): void {
    const colours: readonly (readonly [string, string])[] = [
      ["floorColour", palette.floor],
      ["matColour", palette.mat],
      ["lineColour", palette.matLine],
      ["shadeColour", palette.shade],
      ["ringColour", palette.ring],
    ];
    for (const [name, colour] of colours) {
      (this.#value(name) as Color).set(colour);
    }
    this.#set("strength", floor ? palette.floorStrength : 0);
    this.#set("shadow", palette.shadow);
    this.#set("ringStrength", palette.ringStrength);
    this.#set("glow", palette.glow);
    this.#left.set(palette.left);
    this.#right.set(palette.right);
    this.#colourSides();
  }

  /** Leaves only the mat, for a floor that is there already. */
  bare(): void {
    this.#floor.visible = false;
  }

  /** Pixels of the drawing buffer: the floor fades before it would be cut by the picture's edge. */
  resize(width: number, height: number): void {
    (this.#value("pictureSize") as Vector2).set(width, height);
  }

  /** Moves the mat, and all that goes with it, along its length. */
  lie(x: number): void {
    this.group.position.x = x;
    (this.#value("matPlace") as Vector4).x = x;
  }

  /** breath: 0 out, 1 in. */
  breathe(breath: number): void {
    this.#set("breath", breath);
  }

  /** side: the person's own. leftIsFar: whether their left hand lies towards -z. */
  mark(side: Side | null, leftIsFar: boolean): void {
    if (leftIsFar !== this.#leftIsFar) {
      this.#leftIsFar = leftIsFar;
      this.#colourSides();
    }
    const far = side !== null && (side === "left") === leftIsFar;
    this.#wanted.set(far ? 1 : 0, side !== null && !far ? 1 : 0);
  }

  /** Lets the light go on for so many seconds. True while it is on its way. */
  move(seconds: number): boolean {
    const shown = this.#value("sides") as Vector2;
    const share = Math.min(1, seconds / SIDE_SECONDS);
    const moving = shown.manhattanDistanceTo(this.#wanted) > 0.01;
    shown.lerp(this.#wanted, moving ? share : 1);
    return moving;
  }

  dispose(): void {
    for (const mesh of [this.#floor, this.#mat]) {
      mesh.geometry.dispose();
      mesh.material.dispose();
    }
  }

  #colourSides(): void {
    const far = this.#leftIsFar ? this.#left : this.#right;
    const near = this.#leftIsFar ? this.#right : this.#left;
    (this.#value("farColour") as Color).copy(far);
    (this.#value("nearColour") as Color).copy(near);
  }

  #value(name: string): unknown {
    return this.#shared[name]?.value;
  }

  #set(name: string, value: number): void {
    const uniform = this.#shared[name];
    if (uniform !== undefined) {
      uniform.value = value;
    }
  }

  #material(fragmentShader: string, transparent: boolean): ShaderMaterial {
    return new ShaderMaterial({
      uniforms: Object.assign(UniformsUtils.clone(UniformsLib.lights), this.#shared),
      vertexShader: groundCode,
      fragmentShader,
      transparent,
      depthWrite: !transparent,
      lights: true,
    });
  }
}

function floorGeometry(): PlaneGeometry {
  return new PlaneGeometry(2 * (MAT.halfLength + BEYOND), 2 * (MAT.halfWidth + BEYOND));
}

/** A rounded board whose upper face is y = 0. */
function matGeometry(): ExtrudeGeometry {
  const { halfLength: length, halfWidth: width, thickness } = MAT;
  const shape = new Shape();
  const [long, wide, round] = [length - BEVEL, width - BEVEL, CORNER];
  shape.moveTo(-long + round, -wide);
  shape.lineTo(long - round, -wide);
  shape.quadraticCurveTo(long, -wide, long, -wide + round);
  shape.lineTo(long, wide - round);
  shape.quadraticCurveTo(long, wide, long - round, wide);
  shape.lineTo(-long + round, wide);
  shape.quadraticCurveTo(-long, wide, -long, wide - round);
  shape.lineTo(-long, -wide + round);
  shape.quadraticCurveTo(-long, -wide, -long + round, -wide);
  const geometry = new ExtrudeGeometry(shape, {
    depth: thickness - 2 * BEVEL,
    bevelThickness: BEVEL,
    bevelSize: BEVEL,
    bevelSegments: 2,
    curveSegments: 5,
  });
  geometry.rotateX(Math.PI / 2);
  geometry.translate(0, -BEVEL, 0);
  return geometry;
}
