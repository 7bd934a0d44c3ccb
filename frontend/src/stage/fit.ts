/* Where a camera must stand, looking one way, so that a cloud of points just fills its picture.
   Right, up and away are the axes of the camera; all lengths are metres. */

/** x, y, z and the radius of a ball, again and again. */
export type Cloud = Float32Array;

/** Camera position along its own axes. */
export interface Place {
  right: number;
  up: number;
  away: number;
}

export interface Lens {
  /** Tangents of half the angle seen, across and upwards, without the margin. */
  tangentAcross: number;
  tangentUp: number;
}

/** yaw: 0 looks from the feet (+X), 90 degrees from the side (+Z). pitch: 90 degrees from above.
    Both in radians. Writes into `place`. */
export function fit(cloud: Cloud, yaw: number, pitch: number, lens: Lens, place: Place): void {
  const sinYaw = Math.sin(yaw);
  const cosYaw = Math.cos(yaw);
  const sinPitch = Math.sin(pitch);
  const cosPitch = Math.cos(pitch);
  const across = lens.tangentAcross;
  const upwards = lens.tangentUp;
  let rightmost = -Infinity;
  let leftmost = Infinity;
  let highest = -Infinity;
  let lowest = Infinity;
  for (let index = 0; index < cloud.length; index += 4) {
    const x = cloud[index] as number;
    const y = cloud[index + 1] as number;
    const z = cloud[index + 2] as number;
    const radius = cloud[index + 3] as number;
    const right = x * sinYaw - z * cosYaw;
    const towards = x * cosYaw + z * sinYaw;
    const up = y * cosPitch - towards * sinPitch;
    const away = -(y * sinPitch + towards * cosPitch);
    rightmost = Math.max(rightmost, right + radius - across * away);
    leftmost = Math.min(leftmost, right - radius + across * away);
    highest = Math.max(highest, up + radius - upwards * away);
    lowest = Math.min(lowest, up - radius + upwards * away);
  }
  // The edges of the picture are four planes; the tighter pair says how far back to stand.
  const backAcross = (rightmost - leftmost) / (2 * across);
  const backUp = (highest - lowest) / (2 * upwards);
  place.right = (rightmost + leftmost) / 2;
  place.up = (highest + lowest) / 2;
  place.away = -Math.max(backAcross, backUp);
}
