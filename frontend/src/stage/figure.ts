/* The person: a skinned mesh whose bones are set to a pose. A bone's rest orientation is the
   world's, so a pose's rotations are put on as they are; the pelvis carries the root. */

import { Bone, Color, Group, Mesh, MeshLambertMaterial, SkinnedMesh, Vector3 } from "three";
import type { Material, MeshStandardMaterial, Object3D } from "three";
import { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";

import { measure, skinPoints } from "./measure.ts";
import type { Measures } from "./measure.ts";
import type { Drawn, FigureName } from "./scene.ts";
import manUrl from "./people/man.glb?url";
import womanUrl from "./people/woman.glb?url";

const PEOPLE: Readonly<Record<FigureName, string>> = { woman: womanUrl, man: manUrl };
/** Metres that breathing in moves the front of the body outwards. */
const BREATH = { belly: 0.012, chest: 0.007 };

interface Front {
  readonly bone: Bone;
  readonly rest: number;
  readonly reach: number;
}

export class Figure {
  readonly group: Object3D;
  readonly bones: ReadonlyMap<string, Bone>;
  readonly measures: Measures;
  /** The skin in its bind pose. */
  readonly skin: readonly Vector3[];
  readonly #breathing: readonly Front[];

  constructor(group: Object3D) {
    this.group = group;
    const bones = new Map<string, Bone>();
    group.updateMatrixWorld(true);
    group.traverse((part) => {
      if (part instanceof Bone) {
        bones.set(part.name, part);
      }
      if (part instanceof Mesh) {
        part.material = softened(part.material as MeshStandardMaterial);
        // Its bounds are those of the bind pose, which is standing.
        part.frustumCulled = false;
      }
    });
    this.bones = bones;
    this.skin = skinPoints(skinOf(group));
    this.measures = measure(this.skin, bones);
    this.#breathing = Object.entries(BREATH).flatMap(([name, reach]) => {
      const bone = bones.get(name);
      return bone === undefined ? [] : [{ bone, rest: bone.position.z, reach }];
    });
  }

  bone(name: string): Bone {
    const found = this.bones.get(name);
    if (found === undefined) {
      throw new Error(`The person has no bone called ${name}.`);
    }
    return found;
  }

  /** Puts a pose on; `bones` are those of the pose's joints, in their order. */
  pose(pose: Float32Array, bones: readonly Bone[], breath: number): void {
    bones[0]?.position.fromArray(pose);
    for (let joint = 0; joint < bones.length; joint += 1) {
      (bones[joint] as Bone).quaternion.fromArray(pose, 3 + 4 * joint);
    }
    for (let index = 0; index < this.#breathing.length; index += 1) {
      const front = this.#breathing[index] as Front;
      front.bone.position.z = front.rest + front.reach * breath;
    }
    this.group.updateMatrixWorld(true);
  }

  /** Whether the left hand's side of the pelvis is the one towards -z. */
  leftIsFar(): boolean {
    return (this.bone("pelvis").matrixWorld.elements[2] ?? -1) <= 0;
  }

  /** Metres and unit quaternions in world space, of the joints that a motion names. */
  readBack(names: readonly string[]): Drawn {
    const joints: Record<string, [number, number, number]> = {};
    const rotations: Record<string, [number, number, number, number]> = {};
    const place = new Vector3();
    for (const name of names) {
      const bone = this.bone(name);
      joints[name] = bone.getWorldPosition(place).toArray();
      rotations[name] = bone.quaternion.toArray();
    }
    const root = joints[names[0] ?? ""] ?? [0, 0, 0];
    return { joints, rotations, root };
  }

  dispose(): void {
    this.group.traverse((part) => {
      if (part instanceof Mesh) {
        part.geometry.dispose();
        (part.material as Material).dispose();
      }
      if (part instanceof SkinnedMesh) {
        part.skeleton.dispose();
      }
    });
  }
}

/** Fetches one of the people. Rejects when it cannot be had. */
export async function loadFigure(name: FigureName): Promise<Figure> {
  const loader = new GLTFLoader();
  loader.setMeshoptDecoder(MeshoptDecoder);
  const { scene } = await loader.loadAsync(PEOPLE[name]);
  const group = new Group();
  group.add(scene);
  return new Figure(group);
}

/** Cloth and skin scatter light; without highlights they look softer, and cost half as much. */
function softened(material: MeshStandardMaterial): MeshLambertMaterial {
  const soft = new MeshLambertMaterial({
    name: material.name,
    color: material.color ?? new Color("white"),
    vertexColors: material.vertexColors,
    side: material.side,
  });
  material.dispose();
  return soft;
}

function skinOf(group: Object3D): readonly SkinnedMesh[] {
  const found: SkinnedMesh[] = [];
  group.traverse((part) => {
    if (part instanceof SkinnedMesh) {
      found.push(part);
    }
  });
  return found;
}
