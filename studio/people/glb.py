"""Writes a skinned person as a GLB file, everything in floats; `squeeze.mjs` makes it small."""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.people.rest import Floats
from studio.people.surface import Surface, normals

GENERATOR = "Supine studio"
FLOAT, BYTE, INT = 5126, 5121, 5125
INFLUENCES = 4


@dataclass(frozen=True)
class Material:
    """How a part of the person reflects light; its colours are those of the vertices."""

    rough: float
    two_sided: bool = False


@dataclass
class _File:
    accessors: list[dict[str, Any]] = field(default_factory=list)
    views: list[dict[str, Any]] = field(default_factory=list)
    blob: bytearray = field(default_factory=bytearray)

    def put(self, values: NDArray[Any], component: int, shape: str, *, bounds: bool = False) -> int:
        """Add values and give back the number of their accessor."""
        content = np.ascontiguousarray(values).tobytes()
        self.views.append({"buffer": 0, "byteOffset": len(self.blob), "byteLength": len(content)})
        self.blob += content + bytes(-len(content) % 4)
        accessor: dict[str, Any] = {
            "bufferView": len(self.views) - 1,
            "componentType": component,
            "count": len(values),
            "type": shape,
        }
        if bounds:
            accessor |= {"min": values.min(0).tolist(), "max": values.max(0).tolist()}
        self.accessors.append(accessor)
        return len(self.accessors) - 1


def write_glb(
    path: Path,
    joints: Mapping[str, tuple[str | None, Floats]],
    parts: Mapping[str, Surface],
    materials: Mapping[str, Material],
) -> None:
    """Write `parts` (name -> surface with `colour` (n, 3) in linear light and `kept` (n,)).

    `joints`: name -> parent and place (3,), parents first; a bone rests without a turn. Vertices
    with `kept` above 0 are not to be simplified away; the mark does not survive the squeezing.
    """
    names = list(joints)
    file = _File()
    nodes = []
    for name, (parent, at) in joints.items():
        start = np.zeros(3) if parent is None else joints[parent][1]
        children = [i for i, (above, _) in enumerate(joints.values()) if above == name]
        node: dict[str, Any] = {"name": name, "translation": (at - start).tolist()}
        nodes.append({**node, "children": children} if children else node)
    inverse = np.tile(np.eye(4, dtype=np.float32), (len(names), 1, 1))
    inverse[:, 3, :3] = [-at for _, at in joints.values()]
    binding = file.put(inverse.reshape(-1, 16), FLOAT, "MAT4")
    primitives = [_primitive(file, part, i) for i, part in enumerate(parts.values())]
    nodes.append({"name": "person", "mesh": 0, "skin": 0})
    document = {
        "asset": {"version": "2.0", "generator": GENERATOR},
        "scene": 0,
        "scenes": [{"nodes": [0, len(names)]}],
        "nodes": nodes,
        "meshes": [{"name": "person", "primitives": primitives}],
        "skins": [{"joints": list(range(len(names))), "inverseBindMatrices": binding}],
        "materials": [_material(name, materials[name]) for name in parts],
        "accessors": file.accessors,
        "bufferViews": file.views,
        "buffers": [{"byteLength": len(file.blob)}],
    }
    _save(path, document, bytes(file.blob))


def _material(name: str, material: Material) -> dict[str, Any]:
    reflecting = {"metallicFactor": 0, "roughnessFactor": material.rough}
    return {
        "name": name,
        "doubleSided": material.two_sided,
        "pbrMetallicRoughness": reflecting,
    }


def _primitive(file: _File, part: Surface, material: int) -> dict[str, Any]:
    strongest = np.argsort(-part.weights, 1, kind="stable")[:, :INFLUENCES]
    shares = np.take_along_axis(part.weights, strongest, 1)
    shares /= shares.sum(1, keepdims=True)
    strongest[shares == 0] = 0
    colour = np.clip(part.more["colour"], 0, 1)
    facing = part.more.get("normal", normals(part.at, part.triangles))
    attributes = {
        "POSITION": file.put(part.at.astype(np.float32), FLOAT, "VEC3", bounds=True),
        "NORMAL": file.put(facing.astype(np.float32), FLOAT, "VEC3"),
        "COLOR_0": file.put(colour.astype(np.float32), FLOAT, "VEC3"),
        "JOINTS_0": file.put(strongest.astype(np.uint8), BYTE, "VEC4"),
        "WEIGHTS_0": file.put(shares.astype(np.float32), FLOAT, "VEC4"),
        "_KEPT": file.put(part.more["kept"].astype(np.float32), FLOAT, "SCALAR"),
    }
    corners = part.triangles.astype(np.uint32).reshape(-1)
    return {
        "attributes": attributes,
        "indices": file.put(corners, INT, "SCALAR"),
        "material": material,
    }


def _save(path: Path, document: dict[str, Any], blob: bytes) -> None:
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    size = 12 + 8 + len(text) + 8 + len(blob)
    header = struct.pack("<4sII", b"glTF", 2, size) + struct.pack("<I4s", len(text), b"JSON")
    path.write_bytes(header + text + struct.pack("<I4s", len(blob), b"BIN\0") + blob)
