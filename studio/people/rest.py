"""The two people as Anny makes them: a body at rest, its bones, and which bone moves what.

Anny and PyTorch are needed only here. Its `smpl` and `smplx` topologies are not free to use in
every way and are never asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ANNY = "anny"
ANNY_VERSION = "0.6.2"

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Anny's own scales from 0 to 1; age 0.67 is about 45 years.
PHENOTYPES: Mapping[str, Mapping[str, float]] = {
    "woman": {
        "gender": 0.92,
        "age": 0.67,
        "muscle": 0.5,
        "weight": 0.5,
        "height": 0.42,
        "proportions": 0.55,
    },
    "man": {
        "gender": 0.05,
        "age": 0.67,
        "muscle": 0.55,
        "weight": 0.5,
        "height": 0.36,
        "proportions": 0.55,
    },
}
# The neutral face looks stern; this one is at ease.
FACE: Mapping[str, float] = {
    "mouthSmileLeft": 0.42,
    "mouthSmileRight": 0.42,
    "mouthPressLeft": 0.3,
    "mouthPressRight": 0.3,
    "cheekSquintLeft": 0.25,
    "cheekSquintRight": 0.25,
    "eyeWideLeft": 0.12,
    "eyeWideRight": 0.12,
    "browInnerUp": 0.25,
    "browOuterUpLeft": 0.15,
    "browOuterUpRight": 0.15,
}


@dataclass(frozen=True)
class Rest:
    """One person at rest. Metres; X is the person's left, Y up, Z front.

    vertices (n, 3), triangles (m, 3), uv (n, 2), corner_uv (m, 3, 2), bones' heads (104, 3), names
    and parents (-1: none), weights (n, 104) with rows that sum to 1, lips (n,) from 0 to 1.
    """

    vertices: Floats
    triangles: Ints
    corner_uv: Floats
    heads: Floats
    names: NDArray[np.str_]
    parents: Ints
    weights: Floats
    lips: Floats

    def head_of(self, bone: str) -> Floats:
        """Where a bone begins, (3,); ValueError for a bone that Anny does not have."""
        return np.asarray(self.heads[list(self.names).index(bone)], np.float64)


def rests(kept_in: Path | None = None) -> dict[str, Rest]:
    """Both people, made by Anny; from `kept_in` if they were made before, else kept there."""
    if kept_in is not None and all((kept_in / f"{name}.npz").is_file() for name in PHENOTYPES):
        return {name: _read(kept_in / f"{name}.npz") for name in PHENOTYPES}
    made = _made_by_anny()
    if kept_in is not None:
        kept_in.mkdir(parents=True, exist_ok=True)
        for name, rest in made.items():
            parts = {part.name: getattr(rest, part.name) for part in fields(Rest)}
            np.savez(kept_in / name, allow_pickle=False, **parts)
    return made


def _read(path: Path) -> Rest:
    with np.load(path) as file:
        return Rest(**{part.name: file[part.name] for part in fields(Rest)})


def _made_by_anny() -> dict[str, Rest]:
    # Only the studio has these; everything else here can be tested without them.
    import anny  # noqa: PLC0415
    import torch  # noqa: PLC0415

    model = anny.Anny(facial_actions=list(FACE)).to(dtype=torch.float32)
    unposed = torch.eye(4)[None, None].repeat(1, model.bone_count, 1, 1)
    triangles = model.faces.numpy().astype(np.int64)
    corner_uv = model.texture_coordinates.numpy()[model.face_texture_coordinate_indices.numpy()]
    bones, shares = model.vertex_bone_indices.numpy(), model.vertex_bone_weights.numpy()
    weights = np.zeros((len(bones), model.bone_count))
    np.add.at(weights, (np.arange(len(bones))[:, None], bones), shares)
    textures = Path(anny.__file__).parent / "data/mpfb2/textures"
    made = {}
    for name, phenotype in PHENOTYPES.items():
        # Posed with identities Anny bends the body; its rest vertices and heads belong together.
        posed = model(
            pose_parameters=unposed, phenotype_kwargs=dict(phenotype), facial_actions=dict(FACE)
        )
        made[name] = Rest(
            vertices=_upright(posed["rest_vertices"][0].numpy()),
            triangles=triangles,
            corner_uv=corner_uv.astype(np.float64),
            heads=_upright(posed["rest_bone_heads"][0].numpy()),
            names=np.array(model.bone_labels),
            parents=np.array(model.bone_parents, np.int64),
            weights=weights / weights.sum(1, keepdims=True),
            lips=_painted(textures / "mpfb_lips.jpg", triangles, corner_uv, len(weights)),
        )
    return made


def _upright(at: NDArray[np.float32]) -> Floats:
    """Anny's Z-up points with Y up."""
    return np.stack([at[..., 0], at[..., 2], -at[..., 1]], -1).astype(np.float64)


def _painted(path: Path, triangles: Ints, corner_uv: NDArray[np.float32], count: int) -> Floats:
    """What MakeHuman's mask paints on each vertex, 0 to 1."""
    from PIL import Image  # noqa: PLC0415

    mask = np.asarray(Image.open(path).convert("L"), np.float64) / 255
    rows = ((1 - corner_uv[..., 1]) * (mask.shape[0] - 1)).astype(int).clip(0, mask.shape[0] - 1)
    columns = (corner_uv[..., 0] * (mask.shape[1] - 1)).astype(int).clip(0, mask.shape[1] - 1)
    painted = np.zeros(count)
    painted[triangles.ravel()] = mask[rows, columns].ravel()
    return painted
