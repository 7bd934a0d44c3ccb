"""Plain counting methods, to set ours beside: nobody tuned them, and most see all at once.

All take landmarks (T, 33, 4), frames a second and the picture's aspect, and give a number.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

Array = NDArray[np.float64]

BODY = [11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28]
# The joints whose angles say which class of exercise it is: the points before, at and after each.
ANGLES = {
    "hip": ((11, 23, 25), (12, 24, 26)),
    "knee": ((23, 25, 27), (24, 26, 28)),
    "shoulder": ((13, 11, 23), (14, 12, 24)),
    "elbow": ((11, 13, 15), (12, 14, 16)),
}
PROMINENCE = 0.4
SMOOTH_SECONDS = 0.2
APART_SECONDS = 0.4
# The rule of the AIGym example, for the hip.
UP_DEGREES, DOWN_DEGREES = 145.0, 90.0
LEAST_DEGREES = 20.0
OUT_SHARE, BACK_SHARE = 0.6, 0.4


def component_and_peaks(landmarks: Array, fps: float, aspect: float) -> int:
    """Count the peaks of the first principal component of the whole recording."""
    places = filled(landmarks)[:, BODY] * [aspect, 1.0]
    flat = places.reshape(len(places), -1)
    flat = flat - flat.mean(axis=0)
    _, _, axes = np.linalg.svd(flat, full_matrices=False)
    return peaks_of(flat @ axes[0], fps)


def hip_and_peaks(landmarks: Array, fps: float, aspect: float) -> int:
    """Count the peaks of the angle at the hips, looking at the whole recording."""
    return peaks_of(np.mean([angle(landmarks, at, aspect) for at in ANGLES["hip"]], axis=0), fps)


def hip_and_thresholds(landmarks: Array, fps: float, aspect: float) -> int:
    """Count how often the hips go from beyond one fixed angle to beyond the other."""
    del fps
    count, up = 0, False
    for degrees in np.mean([angle(landmarks, at, aspect) for at in ANGLES["hip"]], axis=0):
        if degrees > UP_DEGREES:
            up = True
        elif degrees < DOWN_DEGREES and up:
            count, up = count + 1, False
    return count


def angle_and_hysteresis(landmarks: Array, fps: float, aspect: float) -> int:
    """Count, frame by frame, on the joint angle with the widest range so far."""
    del fps
    signals = np.array(
        [np.mean([angle(landmarks, at, aspect) for at in pair], axis=0) for pair in ANGLES.values()]
    )
    low, high = signals[:, 0].copy(), signals[:, 0].copy()
    counts, out = np.zeros(len(signals), dtype=int), np.zeros(len(signals), dtype=bool)
    for degrees in signals.T:
        low, high = np.minimum(low, degrees), np.maximum(high, degrees)
        share = (degrees - low) / np.maximum(high - low, LEAST_DEGREES)
        home = out & (share < BACK_SHARE)
        counts += home
        out = (out & ~home) | (share > OUT_SHARE)
    return int(counts[np.argmax(high - low)])


PLAIN = {
    "pc+peaks": component_and_peaks,
    "hip+peaks": hip_and_peaks,
    "145/90": hip_and_thresholds,
    "angle+hyst": angle_and_hysteresis,
}


def peaks_of(signal: Array, fps: float, prominence: float = PROMINENCE) -> int:
    """Count the peaks of a smoothed signal, up or down, whichever are more."""
    width = max(1, round(SMOOTH_SECONDS * fps))
    smooth = np.convolve(np.pad(signal, width, mode="edge"), np.ones(width) / width, "same")
    smooth = smooth[width:-width]
    least = prominence * float(np.ptp(smooth))
    if least <= 0:
        return 0
    distance = max(1, round(APART_SECONDS * fps))
    return max(
        len(find_peaks(way, prominence=least, distance=distance)[0]) for way in (smooth, -smooth)
    )


def angle(landmarks: Array, at: tuple[int, int, int], aspect: float) -> Array:
    """Give the angle in the picture at the second of three points, degrees."""
    first, middle, last = (filled(landmarks)[:, point] * [aspect, 1.0] for point in at)
    one, other = first - middle, last - middle
    size = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    cosine = (one * other).sum(axis=1) / np.maximum(size, 1e-9)
    return np.asarray(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def filled(landmarks: Array) -> Array:
    """Give x and y (T, 33, 2), those of frames without anybody filled in from their neighbours."""
    places = np.array(landmarks[:, :, :2], dtype=float)
    known = np.isfinite(places).all(axis=(1, 2))
    if known.all() or not known.any():
        return np.asarray(np.nan_to_num(places))
    frames = np.arange(len(places))
    flat = places.reshape(len(places), -1)
    whole = [np.interp(frames, frames[known], column[known]) for column in flat.T]
    return np.asarray(np.stack(whole, axis=1).reshape(places.shape))
