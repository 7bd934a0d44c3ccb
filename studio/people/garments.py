"""Clothes: the body's own surface, cut along straight hems, smoothed and lifted off the skin."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from studio.people.colour import linear
from studio.people.cutting import cut
from studio.people.figures import Bottom, Figure, Top
from studio.people.rest import Floats
from studio.people.skeleton import NAMES, SIDES
from studio.people.surface import (
    Flags,
    Surface,
    border_edges,
    joined,
    normals,
    smoothed,
    smoothed_along,
    smoothed_border,
    unit,
)

BAND = 0.016
NECK_BAND = 0.009
BAND_HIGH = 0.0007
HEM_THICK = 0.0032
HEM_DEEP = 0.008
TUCKED = 0.002
# Skin under a garment lies deeper by this, from this far inside the hem on.
SUNK = 0.004
SUNK_WITHIN = 0.008
TUCKED_DEEP = 0.032
# Skin this far under a hem can be seen from below and is kept.
SEEN_UNDER_HEM = 0.026
ARM_PARTS = ("upper_arm", "forearm", "hand")
LEG_PARTS = ("thigh", "shank", "foot")
HALF = 0.5
ON_PLANE = 1e-6


@dataclass(frozen=True)
class Hem:
    """A straight hem: inside the garment (at - point) @ inward is positive. `part`: whose skin.

    `band`: how far its band reaches up, metres.
    """

    point: Floats
    inward: Floats
    part: str
    band: float = BAND

    def depth(self, at: Floats) -> Floats:
        """How far inside the hem each point (n, 3) lies, metres."""
        return np.asarray((at - self.point) @ self.inward, np.float64)


def share_of(weights: Floats, parts: tuple[str, ...], side: str | None = None) -> Floats:
    """How much of each vertex (n, j) follows the named parts of one side or both, (n,)."""
    sides = SIDES if side is None else (side,)
    columns = [NAMES.index(f"{part}_{s}") for part in parts for s in sides]
    return np.asarray(weights[:, columns].sum(1), np.float64)


def _on(weights: Floats, part: str) -> Flags:
    """Which vertices belong to a hem's part: arm_left, leg_right, ... or trunk."""
    if part == "trunk":
        return share_of(weights, ARM_PARTS) <= HALF
    limb, side = part.split("_")
    return share_of(weights, ARM_PARTS if limb == "arm" else LEG_PARTS, side) > HALF


def top_hems(top: Top, joints: Mapping[str, Floats]) -> list[Hem]:
    """The four hems of a T-shirt: neck, waist, sleeves."""
    tilt = np.radians(top.neck_tilt_degrees)
    collar = np.array([0.0, -np.cos(tilt), -np.sin(tilt)])
    waist = np.array([0.0, joints["thigh_left"][1] + top.above_hips, 0.0])
    hems = [
        Hem(joints["neck"] + [0, 0.010 - top.neck_low, 0.018], collar, "trunk", NECK_BAND),
        Hem(waist, np.array([0.0, 1.0, 0.0]), "trunk"),
    ]
    for side in SIDES:
        start, end = joints[f"upper_arm_{side}"], joints[f"forearm_{side}"]
        hems.append(Hem(start + top.sleeve * (end - start), unit(start - end), f"arm_{side}"))
    return hems


def bottom_hems(figure: Figure, joints: Mapping[str, Floats]) -> list[Hem]:
    """The three hems of shorts or leggings: waist and legs."""
    bottom, top = figure.bottom, figure.top
    below = {"thigh": "shank", "shank": "foot"}[bottom.limb]
    waist = np.array([0.0, joints["thigh_left"][1] + top.above_hips + TUCKED_DEEP, 0.0])
    hems = [Hem(waist, np.array([0.0, -1.0, 0.0]), "trunk")]
    for side in SIDES:
        start, end = joints[f"{bottom.limb}_{side}"], joints[f"{below}_{side}"]
        # A hem across the limb, but level from left to right, hangs straight when standing.
        across = unit((start - end) * [0.35, 1, 1])
        hems.append(Hem(start + bottom.share * (end - start), across, f"leg_{side}"))
    return hems


def covered(skin: Surface, hems: list[Hem]) -> Flags:
    """The triangles (m,) so far under a garment that nobody can look in at them."""
    inside = depth_inside(skin, hems) > 0
    on_hem = np.zeros(len(skin.at), bool)
    for hem in hems:
        on_hem |= (np.abs(hem.depth(skin.at)) < ON_PLANE) & _on(skin.weights, hem.part)
    away = np.linalg.norm(skin.at[:, None] - skin.at[on_hem], axis=2).min(1)
    return np.asarray(inside & (away[skin.triangles].min(1) > SEEN_UNDER_HEM))


def tucked_in(skin: Surface, hems: list[Hem]) -> Surface:
    """The skin sunk a little under a garment, so that it never shows through."""
    on_any = np.zeros(len(skin.at), bool)
    inside = np.full(len(skin.at), np.inf)
    for hem in hems:
        on = _on(skin.weights, hem.part)
        inside[on] = np.minimum(inside[on], hem.depth(skin.at)[on])
        on_any |= on
    deep = np.clip(np.where(on_any, inside, 0) / SUNK_WITHIN, 0, 1) * SUNK
    facing = smoothed(normals(skin.at, skin.triangles), skin.triangles, 2)
    return replace(skin, at=skin.at - facing * deep[:, None])


def cut_at(skin: Surface, hems: list[Hem]) -> Surface:
    """The skin with vertices along every hem and along the upper edge of its band."""
    for hem in hems:
        for deep in (0.0, hem.band):
            depth = hem.depth(skin.at) - deep
            skin, _ = cut(skin, depth, _on(skin.weights, hem.part))
    return skin


def depth_inside(skin: Surface, hems: list[Hem]) -> Floats:
    """How deep inside its garment each triangle's middle lies, (m,); negative outside."""
    middle = skin.at[skin.triangles].mean(1)
    weights = skin.weights[skin.triangles].mean(1)
    deep = np.full(len(middle), np.inf)
    for hem in hems:
        on = _on(weights, hem.part)
        deep[on] = np.minimum(deep[on], hem.depth(middle)[on])
    # A top knows nothing of legs but its waist, a bottom nothing of arms: it has no hem there.
    parts = {hem.part.split("_")[0] for hem in hems}
    if "arm" not in parts:
        deep[share_of(weights, ARM_PARTS) > HALF] = -1
    return deep


def sewn(skin: Surface, hems: list[Hem], cloth: Top | Bottom, under: Hem | None = None) -> Surface:
    """The garment between `hems`, its bands in the trim's colour; `under` the hem of another."""
    region = skin.compact(depth_inside(skin, hems) > 0)
    level = _level_at_hems(region, hems)
    gap = cloth.gap * np.ones(len(region.at))
    if under is not None:
        # What is tucked under a top lies close, so that the top covers it.
        tucked = np.clip(1.3 + under.depth(region.at) / 0.03, 0, 1)
        gap = gap + tucked * (np.minimum(gap, TUCKED) - gap)
    lifted = _lifted(region, gap, cloth.smooth, level)
    band = _band(region, hems)
    facing = normals(lifted, region.triangles)
    facing = _flat_at_hems(facing, level)
    lifted = lifted + facing * np.where(_flags_of(region, band), BAND_HIGH, 0)[:, None]
    whole = replace(region, at=lifted)
    facing = normals(lifted, region.triangles)
    edge = np.zeros(len(lifted), bool)
    edge[border_edges(region.triangles)] = True
    kept = (edge | (_flags_of(region, band) & _flags_of(region, ~band))).astype(float)
    whole = whole.with_more(normal=facing, kept=kept, inward=level, open=edge.astype(float))
    cloth_part = _coloured(whole.compact(~band), linear(cloth.colour))
    band_part = _coloured(_with_thickness(whole.compact(band)), linear(cloth.trim))
    return joined([cloth_part, band_part])


def _coloured(part: Surface, colour: Floats) -> Surface:
    return part.with_more(colour=np.tile(colour, (len(part.at), 1)))


def _flags_of(region: Surface, chosen: Flags) -> Flags:
    """The vertices of the chosen triangles."""
    flags = np.zeros(len(region.at), bool)
    flags[region.triangles[chosen]] = True
    return flags


def _level_at_hems(region: Surface, hems: list[Hem]) -> Floats:
    """For vertices on a hem or its band's edge, the hem's inward direction; else zero, (n, 3)."""
    level = np.zeros_like(region.at)
    for hem in hems:
        depth = hem.depth(region.at)
        near = (np.abs(depth) < ON_PLANE) | (np.abs(depth - hem.band) < ON_PLANE)
        level[near & _on(region.weights, hem.part)] = hem.inward
    return level


def _band(region: Surface, hems: list[Hem]) -> Flags:
    """The triangles (m,) between a hem and the upper edge of its band."""
    middle = region.at[region.triangles].mean(1)
    weights = region.weights[region.triangles].mean(1)
    band = np.zeros(len(middle), bool)
    for hem in hems:
        depth = hem.depth(middle)
        band |= (depth > 0) & (depth < hem.band) & _on(weights, hem.part)
    return band


def _lifted(region: Surface, gap: Floats, rounds: int, level: Floats) -> Floats:
    """The cloth's points: the region smoothed, `gap` (n,) off the skin, hems straight."""
    skin = smoothed_border(region.at, region.triangles, 1)
    edge = np.zeros(len(skin), bool)
    edge[border_edges(region.triangles)] = True
    soft = smoothed(skin, region.triangles, rounds, np.where(edge, 0.0, 0.5))
    soft = soft - ((soft - skin) * level).sum(1, keepdims=True) * level
    outward = _flat_at_hems(smoothed(normals(skin, region.triangles), region.triangles, 3), level)
    cloth = soft + _flat_at_hems(normals(soft, region.triangles), level) * gap[:, None]
    for _ in range(3):
        eased = smoothed(cloth, region.triangles, 2, np.where(edge, 0.0, 0.35))
        # Points on a hem's plane stay on it.
        away = ((eased - cloth) * level).sum(1, keepdims=True) * level
        cloth = smoothed_border(eased - away, region.triangles, 1)
        short = gap * 0.9 - ((cloth - region.at) * outward).sum(1)
        cloth = cloth + outward * np.maximum(short, 0)[:, None]
    return np.asarray(cloth, np.float64)


def _flat_at_hems(directions: Floats, level: Floats) -> Floats:
    """Directions (n, 3) without their part across a hem, where there is one."""
    return unit(directions - (directions * level).sum(1, keepdims=True) * level)


def _with_thickness(band: Surface) -> Surface:
    """The band with its cloth turned in at the open edges."""
    border = border_edges(band.triangles)
    # The band's upper edge is a border of this part alone.
    open_edges = border[band.more["open"][border].all(1)]
    ends, numbered = np.unique(open_edges, return_inverse=True)
    numbered = numbered.reshape(-1, 2)
    count, more = len(band.at), len(ends)
    inward = band.more["inward"][ends]
    # Where the cloth is creased, its turned-in edge is not.
    even = smoothed_along(band.more["normal"][ends], numbered, 4)
    facing = _flat_at_hems(even, inward)
    first = band.at[ends] - facing * HEM_THICK
    second = first + inward * HEM_DEEP - facing * HEM_THICK
    start, end = open_edges.T
    inner_start, inner_end = count + numbered[:, 0], count + numbered[:, 1]
    rings = [
        np.stack([end, start, inner_start], 1),
        np.stack([end, inner_start, inner_end], 1),
        np.stack([inner_end, inner_start, inner_start + more], 1),
        np.stack([inner_end, inner_start + more, inner_end + more], 1),
    ]
    added = {name: np.concatenate([v, v[ends], v[ends]]) for name, v in band.more.items()}
    turned = replace(
        band,
        at=np.concatenate([band.at, first, second]),
        triangles=np.concatenate([band.triangles, *rings]),
        weights=np.concatenate([band.weights, band.weights[ends], band.weights[ends]]),
        more=added,
    )
    lower = unit(facing - 0.5 * inward)
    down = np.concatenate([band.more["normal"], -inward, -facing])
    down[ends] = lower
    return turned.with_more(normal=down)
