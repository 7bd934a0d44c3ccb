// Makes a person's GLB small: node squeeze.mjs from.glb to.glb '{"skin": 9000, ...}' (triangles)
import { Logger, NodeIO, PropertyType } from "@gltf-transform/core";
import { EXTMeshoptCompression, KHRMeshQuantization } from "@gltf-transform/extensions";
import { compactPrimitive, meshopt, prune, weldPrimitive } from "@gltf-transform/functions";
import { MeshoptEncoder, MeshoptSimplifier } from "meshoptimizer";

const [from, to, wanted] = process.argv.slice(2);
const triangles = JSON.parse(wanted);
// How much a triangle may stray, as a share of the person's size: 0.4 % is 7 mm.
const LARGEST_ERROR = 0.004;
const NORMAL_COUNTS = 0.25;
const COLOUR_COUNTS = 0.6;
const JOINT_COUNTS = 0.2;

await Promise.all([MeshoptEncoder.ready, MeshoptSimplifier.ready]);
const io = new NodeIO()
  .registerExtensions([EXTMeshoptCompression, KHRMeshQuantization])
  .registerDependencies({ "meshopt.encoder": MeshoptEncoder });
const document = (await io.read(from)).setLogger(new Logger(Logger.Verbosity.WARN));
const joints = document.getRoot().listSkins()[0].listJoints().length;
for (const primitive of document.getRoot().listMeshes()[0].listPrimitives()) {
  weldPrimitive(primitive);
  simplify(primitive, triangles[primitive.getMaterial().getName()]);
  primitive.setAttribute("_KEPT", null);
  compactPrimitive(primitive);
}
await document.transform(
  prune({ propertyTypes: [PropertyType.ACCESSOR] }),
  meshopt({ encoder: MeshoptEncoder, level: "medium", quantizePosition: 13, quantizeNormal: 8 }),
);
await io.write(to, document);

function simplify(primitive, most) {
  const corners = Uint32Array.from(primitive.getIndices().getArray());
  if (corners.length <= 3 * most) return;
  const kept = primitive.getAttribute("_KEPT").getArray();
  const locks = Uint8Array.from(kept, (value) => (value > 0 ? 1 : 0));
  const [values, counts] = described(primitive);
  const [simpler] = MeshoptSimplifier.simplifyWithAttributes(
    corners,
    primitive.getAttribute("POSITION").getArray(),
    3,
    values,
    counts.length,
    counts,
    locks,
    3 * most,
    LARGEST_ERROR,
  );
  primitive.getIndices().setArray(simpler);
}

// Normal, colour and the share of each joint, so that what bends and what is painted stays.
function described(primitive) {
  const normal = primitive.getAttribute("NORMAL").getArray();
  const colour = primitive.getAttribute("COLOR_0").getArray();
  const which = primitive.getAttribute("JOINTS_0").getArray();
  const share = primitive.getAttribute("WEIGHTS_0").getArray();
  const count = normal.length / 3;
  const wide = 6 + joints;
  const values = new Float32Array(count * wide);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < 3; k++) {
      values[i * wide + k] = normal[3 * i + k];
      values[i * wide + 3 + k] = colour[3 * i + k];
    }
    for (let k = 0; k < 4; k++) values[i * wide + 6 + which[4 * i + k]] += share[4 * i + k];
  }
  const counts = [0, 1, 2].map(() => NORMAL_COUNTS);
  counts.push(...[0, 1, 2].map(() => COLOUR_COUNTS));
  for (let k = 0; k < joints; k++) counts.push(JOINT_COUNTS);
  return [values, counts];
}
