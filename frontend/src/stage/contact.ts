/* Soft spots where the body comes close to the ground. They keep it from floating, with a shadow
   and even more without one. */

import {
  Color,
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedMesh,
  Matrix4,
  PlaneGeometry,
  ShaderMaterial,
  Vector3,
} from "three";
import type { Bone } from "three";

import type { Figure } from "./figure.ts";
import type { Palette } from "./palette.ts";
import fragmentShader from "./shaders/contact.frag?raw";
import vertexShader from "./shaders/contact.vert?raw";

interface Held {
  readonly from: Bone;
  readonly to: Bone;
  readonly share: number;
  readonly reach: number;
}
/** Between which bones (a share of the way from the first), how far it reaches, in metres. */
type Spot = readonly [from: string, to: string, share: number, reach: number];
const PAIRED: readonly Spot[] = [
  ["thigh", "shank", 0.15, 0.17],
  ["thigh", "shank", 0.55, 0.15],
  ["shank", "foot", 0.05, 0.12],
  ["shank", "foot", 0.55, 0.12],
  ["shank", "foot", 1, 0.12],
  ["upper_arm", "forearm", 0.3, 0.12],
  ["forearm", "hand", 0, 0.11],
  ["forearm", "hand", 0.6, 0.1],
  ["forearm", "hand", 1.3, 0.11],
];
const SINGLE: readonly Spot[] = [
  ["pelvis", "spine_2", 0, 0.24],
  ["spine_3", "spine_4", 0, 0.22],
  ["spine_5", "neck", 0.3, 0.24],
  ["head", "neck", -0.8, 0.16],
];
/** A part this high above the ground, in metres, leaves no spot. */
const TOO_HIGH = 0.36;
const ABOVE_GROUND = 0.0015;

export class Contact {
  readonly mesh: InstancedMesh;
  readonly #spots: readonly Held[];
  readonly #darkness: InstancedBufferAttribute;
  readonly #material: ShaderMaterial;
  readonly #place = new Matrix4();
  readonly #at = new Vector3();
  readonly #end = new Vector3();
  #strength = 0;

  constructor(figure: Figure) {
    const spots = [
      ...SINGLE,
      ...PAIRED.flatMap(([from, to, share, reach]) =>
        ["left", "right"].map((side): Spot => [`${from}_${side}`, `${to}_${side}`, share, reach]),
      ),
    ];
    this.#spots = spots.map(([from, to, share, reach]) => {
      return { from: figure.bone(from), to: figure.bone(to), share, reach };
    });
    const geometry = new PlaneGeometry(2, 2).rotateX(-Math.PI / 2);
    this.#darkness = new InstancedBufferAttribute(new Float32Array(spots.length), 1);
    this.#darkness.setUsage(DynamicDrawUsage);
    geometry.setAttribute("darkness", this.#darkness);
    this.#material = new ShaderMaterial({
      uniforms: { shadeColour: { value: new Color() } },
      vertexShader,
      fragmentShader,
      transparent: true,
      depthWrite: false,
    });
    this.mesh = new InstancedMesh(geometry, this.#material, spots.length);
    this.mesh.instanceMatrix.setUsage(DynamicDrawUsage);
    this.mesh.frustumCulled = false;
  }

  paint(palette: Palette): void {
    (this.#material.uniforms["shadeColour"]?.value as Color).set(palette.shade);
    this.#strength = palette.contact;
  }

  /** Follows the bones, whose world matrices are those of the pose to be drawn. */
  follow(): void {
    for (let index = 0; index < this.#spots.length; index += 1) {
      const spot = this.#spots[index] as Held;
      const at = this.#at.setFromMatrixPosition(spot.from.matrixWorld);
      at.lerp(this.#end.setFromMatrixPosition(spot.to.matrixWorld), spot.share);
      const high = Math.min(1, Math.max(0, at.y / TOO_HIGH));
      // What is farther off leaves a wider and fainter spot.
      const reach = spot.reach * (0.85 + 0.6 * high);
      this.#place.makeScale(reach, 1, reach).setPosition(at.x, ABOVE_GROUND, at.z);
      this.mesh.setMatrixAt(index, this.#place);
      this.#darkness.setX(index, this.#strength * (1 - high) * (1 - high));
    }
    this.mesh.instanceMatrix.needsUpdate = true;
    this.#darkness.needsUpdate = true;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.#material.dispose();
    this.mesh.dispose();
  }
}
