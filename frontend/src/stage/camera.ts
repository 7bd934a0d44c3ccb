/* Where the stage is looked at from. The camera turns round the body; how far off it stands is
   reckoned anew for every direction, so that the whole movement stays in a picture of any shape. */

import { MathUtils, PerspectiveCamera } from "three";

import { fit } from "./fit.ts";
import type { Cloud, Lens, Place } from "./fit.ts";
import { ease } from "./motion.ts";
import type { View } from "./motion.ts";

const LENS_DEGREES = 26;
const MARGIN = 0.04;
const TURN_SECONDS = 0.9;
/** How much of the way a drag is followed in a second, as the rate of an exponential. */
const FOLLOW_RATE = 14;
const LOWEST = MathUtils.degToRad(3);
const HIGHEST = MathUtils.degToRad(87);
const NEAREST = 0.45;
const FARTHEST = 1.5;
const RADIANS_PER_PIXEL = 0.008;

/** Degrees: from where round the body, and how high. */
const DIRECTIONS: Readonly<Record<View, readonly [yaw: number, pitch: number]>> = {
  "three-quarter": [46, 25],
  side: [90, 9],
  feet: [0, 32],
  above: [90, 84],
};
/** In a picture that is higher than wide, a lying body is best seen along its length. */
const TALL_DIRECTIONS: Partial<typeof DIRECTIONS> = { "three-quarter": [24, 36], above: [0, 84] };
const TALL_BELOW = 0.9;

/** One place to look from, whatever is shown. Degrees round the body and upwards, as above; metres
    from what is looked at; and how much the lens sees from the top of the picture to the bottom. */
export interface Standing {
  readonly yaw: number;
  readonly pitch: number;
  readonly distance: number;
  readonly at: readonly [number, number, number];
  readonly lensDegrees: number;
}

export class Camera {
  readonly lens = new PerspectiveCamera(LENS_DEGREES, 1, 0.1, 30);
  readonly #place: Place = { right: 0, up: 0, away: -3 };
  readonly #other: Place = { right: 0, up: 0, away: -3 };
  readonly #tangents: Lens = { tangentAcross: 1, tangentUp: 1 };
  readonly #calm: boolean;
  #cloud: Cloud | null = null;
  #cloudBefore: Cloud | null = null;
  #view: View = "three-quarter";
  #yaw = 0;
  #pitch = 0;
  #zoom = 1;
  #wantedYaw = 0;
  #wantedPitch = 0;
  #wantedZoom = 1;
  #fromYaw = 0;
  #fromPitch = 0;
  #fromZoom = 1;
  /** 0 to 1 on the way to another view or another body; 1 when there. */
  #turned = 1;
  #moved = 1;
  #stale = true;
  #tall = false;
  #standing = false;

  /** calm: no travelling, for people who asked their device for reduced motion. */
  constructor(calm: boolean) {
    this.#calm = calm;
    this.look("three-quarter", false);
  }

  /** Looks from another direction. */
  look(view: View, travel = true): void {
    this.#view = view;
    const tall = this.#tall ? TALL_DIRECTIONS[view] : undefined;
    const [yaw, pitch] = tall ?? DIRECTIONS[view];
    const target = MathUtils.degToRad(yaw);
    this.#fromYaw = this.#yaw;
    this.#fromPitch = this.#pitch;
    this.#fromZoom = this.#zoom;
    // The shorter way round.
    this.#wantedYaw = this.#yaw + Math.atan2(Math.sin(target - this.#yaw), Math.cos(target - this.#yaw));
    this.#wantedPitch = MathUtils.degToRad(pitch);
    this.#wantedZoom = 1;
    this.#turned = travel && !this.#calm ? 0 : 1;
    if (this.#turned === 1) {
      this.#yaw = this.#wantedYaw;
      this.#pitch = this.#wantedPitch;
      this.#zoom = 1;
    }
    this.#stale = true;
  }

  /** Looks from one place from now on, as a camera on a stand does. */
  stand({ yaw, pitch, distance, at, lensDegrees }: Standing): void {
    const [round, up] = [MathUtils.degToRad(yaw), MathUtils.degToRad(pitch)];
    const [x, y, z] = at;
    const away = distance * Math.cos(up);
    this.lens.fov = lensDegrees;
    this.lens.position.set(
      x + away * Math.cos(round),
      y + distance * Math.sin(up),
      z + away * Math.sin(round),
    );
    this.lens.rotation.set(-up, Math.PI / 2 - round, 0, "YXZ");
    this.lens.updateProjectionMatrix();
    this.lens.updateMatrixWorld();
    this.#standing = true;
  }

  /** Turns by so many pixels of a drag. */
  turn(across: number, down: number): void {
    this.#turned = 1;
    this.#wantedYaw += across * RADIANS_PER_PIXEL;
    this.#wantedPitch = MathUtils.clamp(
      this.#wantedPitch + down * RADIANS_PER_PIXEL,
      LOWEST,
      HIGHEST,
    );
  }

  /** factor above 1 comes nearer. */
  zoom(factor: number): void {
    this.#turned = 1;
    this.#wantedZoom = MathUtils.clamp(this.#wantedZoom / factor, NEAREST, FARTHEST);
  }

  /** Frames another body; the camera travels there unless it never had one. */
  frame(cloud: Cloud, travel: boolean): void {
    if (cloud === this.#cloud) {
      return;
    }
    this.#cloudBefore = this.#cloud;
    this.#cloud = cloud;
    this.#moved = travel && !this.#calm && this.#cloudBefore !== null ? 0 : 1;
    this.#stale = true;
  }

  resize(width: number, height: number): void {
    const wasTall = this.#tall;
    this.lens.aspect = width / height;
    this.#tall = this.lens.aspect < TALL_BELOW;
    this.lens.updateProjectionMatrix();
    this.#tangents.tangentUp = Math.tan(MathUtils.degToRad(LENS_DEGREES / 2)) * (1 - MARGIN);
    this.#tangents.tangentAcross = this.#tangents.tangentUp * this.lens.aspect;
    if (this.#tall !== wasTall) {
      this.look(this.#view, false);
    }
    this.#stale = true;
  }

  /** Goes on for so many seconds. True while it is still on its way. */
  move(seconds: number): boolean {
    if (this.#standing) {
      return false;
    }
    const moving = this.#travel(seconds);
    if (moving || this.#stale) {
      this.#settle();
    }
    this.#stale = false;
    return moving;
  }

  #travel(seconds: number): boolean {
    let moving = false;
    if (this.#turned < 1) {
      this.#turned = Math.min(1, this.#turned + seconds / TURN_SECONDS);
      const share = ease(this.#turned);
      this.#yaw = MathUtils.lerp(this.#fromYaw, this.#wantedYaw, share);
      this.#pitch = MathUtils.lerp(this.#fromPitch, this.#wantedPitch, share);
      this.#zoom = MathUtils.lerp(this.#fromZoom, this.#wantedZoom, share);
      moving = true;
    } else {
      const share = this.#calm ? 1 : 1 - Math.exp(-FOLLOW_RATE * seconds);
      const yaw = this.#wantedYaw - this.#yaw;
      const pitch = this.#wantedPitch - this.#pitch;
      const zoom = this.#wantedZoom - this.#zoom;
      moving = Math.abs(yaw) + Math.abs(pitch) + Math.abs(zoom) > 0.0005;
      this.#yaw += yaw * (moving ? share : 1);
      this.#pitch += pitch * (moving ? share : 1);
      this.#zoom += zoom * (moving ? share : 1);
    }
    if (this.#moved < 1) {
      this.#moved = Math.min(1, this.#moved + seconds / TURN_SECONDS);
      moving = true;
    }
    return moving;
  }

  /** Puts the lens where it belongs. */
  #settle(): void {
    if (this.#cloud === null) {
      return;
    }
    const place = this.#place;
    fit(this.#cloud, this.#yaw, this.#pitch, this.#tangents, place);
    if (this.#moved < 1 && this.#cloudBefore !== null) {
      fit(this.#cloudBefore, this.#yaw, this.#pitch, this.#tangents, this.#other);
      const share = ease(this.#moved);
      place.right = MathUtils.lerp(this.#other.right, place.right, share);
      place.up = MathUtils.lerp(this.#other.up, place.up, share);
      place.away = MathUtils.lerp(this.#other.away, place.away, share);
    }
    const away = place.away * this.#zoom;
    const sinYaw = Math.sin(this.#yaw);
    const cosYaw = Math.cos(this.#yaw);
    const sinPitch = Math.sin(this.#pitch);
    const cosPitch = Math.cos(this.#pitch);
    const towards = -away * cosPitch - place.up * sinPitch;
    const lens = this.lens;
    lens.position.set(
      place.right * sinYaw + towards * cosYaw,
      place.up * cosPitch - away * sinPitch,
      -place.right * cosYaw + towards * sinYaw,
    );
    lens.rotation.set(-this.#pitch, Math.PI / 2 - this.#yaw, 0, "YXZ");
    lens.updateMatrixWorld();
  }
}
