/* The person on the mat. Who calls show() decides what is seen and when; the stage itself adds
   only the camera, and things that come and go. */

import { Scene as Room } from "three";
import type { Bone, Object3D } from "three";

import { ShapeError } from "../player/reading.ts";
import { Camera } from "./camera.ts";
import type { Standing } from "./camera.ts";
import { cloudOf, middleOf } from "./cloud.ts";
import { Contact } from "./contact.ts";
import { loadFigure } from "./figure.ts";
import type { Figure } from "./figure.ts";
import type { Cloud } from "./fit.ts";
import { Ground } from "./ground.ts";
import { Light } from "./light.ts";
import type { Change } from "./follow.ts";
import { clipFor, evaluate, mix, newPose, readMotion, startsAlike, turnedOver } from "./motion.ts";
import type { Motion } from "./motion.ts";
import { paletteFor } from "./palette.ts";
import { contextOf, Picture } from "./picture.ts";
import { Props } from "./props.ts";
import type { Drawn, PoseAt, Scene, StageSettings, Stats, ViewName } from "./scene.ts";
import { Shade } from "./shade.ts";
import { steerBy } from "./steer.ts";

export type { Drawn, FigureName, PoseAt, Scene, StageSettings, Stats, ViewName } from "./scene.ts";

declare global {
  interface HTMLCanvasElement {
    /** The stage drawn on this canvas. */
    stage?: Stage;
  }
}

/** A picture drawn so shortly ago, in milliseconds, need not be drawn again. */
const FRESH = 8;
const LONGEST_STEP_SECONDS = 0.1;

/** What the stage knows of a movement once it is loaded. */
interface Known {
  readonly motion: Motion;
  readonly bones: readonly Bone[];
  readonly cloud: Cloud;
  readonly pose: Float32Array;
  readonly before: Float32Array;
  /** Where along x the middle of the mat is. */
  readonly matX: number;
  /** Whether both sides begin in the same pose. */
  readonly alike: boolean;
}

/** Null where the browser gives no WebGL. Rejects where the person cannot be fetched. */
export async function openStage(
  canvas: HTMLCanvasElement,
  settings: StageSettings,
): Promise<Stage | null> {
  const context = contextOf(canvas, true, settings.still === true);
  if (context === null) {
    return null;
  }
  const { first = [], motionUrl } = settings;
  const [figure, ...motions] = await Promise.all([
    loadFigure(settings.figure),
    ...first.map((movement) => fetchMotion(motionUrl(movement))),
  ]);
  const stage = new Stage(context, settings, figure);
  motions.forEach((motion) => stage.know(motion));
  return stage;
}

async function fetchMotion(url: string): Promise<Motion> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }
  return readMotion(await response.json());
}

export class Stage {
  readonly #settings: StageSettings;
  readonly #room = new Room();
  readonly #figure: Figure;
  readonly #ground = new Ground();
  readonly #light = new Light();
  readonly #contact: Contact;
  readonly #shade: Shade;
  readonly #props: Props;
  readonly #camera: Camera;
  readonly #picture: Picture;
  readonly #known = new Map<string, Known>();
  #palette;
  #shown: Known | null = null;
  #view: ViewName = "card";
  #stopSteering: () => void = () => undefined;
  #frame = 0;
  #drawnAt = -Infinity;
  #closed = false;

  constructor(context: WebGL2RenderingContext, settings: StageSettings, figure: Figure) {
    const canvas = context.canvas as HTMLCanvasElement;
    const still = settings.still === true;
    const calm = still || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#settings = settings;
    this.#figure = figure;
    this.#camera = new Camera(calm);
    this.#contact = new Contact(figure);
    this.#shade = new Shade(figure);
    this.#props = new Props(figure);
    this.#palette = paletteFor(settings.dark, canvas);
    this.#figure.group.visible = false;
    this.#contact.mesh.visible = false;
    this.#shade.mesh.visible = false;
    this.#room.add(this.#ground.group, this.#light.group, this.#contact.mesh);
    this.#room.add(this.#props.group, this.#shade.mesh, figure.group);
    this.#picture = new Picture(context, still, {
      onCanvas: (fresh) => this.#adopt(fresh),
      onSize: (width, height) => this.#resized(width, height),
      onShadow: (cast) => this.#light.shadow(cast),
      onLost: () => settings.onLost?.(),
    });
    this.#adopt(canvas);
    this.theme(settings.dark);
    this.resize();
  }

  /** The canvas drawn on. Another one takes its place once edges are no longer drawn smoothly. */
  get canvas(): HTMLCanvasElement {
    return this.#picture.canvas;
  }

  /** Fetches what these movements need. Rejects when one cannot be had; the others still come. */
  async load(movements: readonly string[]): Promise<void> {
    const wanted = new Set(movements.filter((movement) => !this.#known.has(movement)));
    const { motionUrl } = this.#settings;
    const one = async (movement: string): Promise<void> =>
      this.know(await fetchMotion(motionUrl(movement)));
    await Promise.all([...wanted].map(one));
  }

  ready(movement: string): boolean {
    return this.#known.has(movement);
  }

  /** What the body has to do between the starts of two poses; nothing before they are loaded. */
  readonly changeOf = (from: PoseAt, to: PoseAt): Change => {
    const [left, known] = [this.#known.get(from.movement), this.#known.get(to.movement)];
    if (left === undefined || known === undefined) {
      return "nothing";
    }
    const begun = clipFor(left.motion, from.side, from.range);
    const coming = clipFor(known.motion, to.side, to.range);
    if (left.motion.position !== known.motion.position || turnedOver(begun, coming)) {
      return "turn-over";
    }
    return left === known && known.alike ? "nothing" : "move";
  };

  /** Draws a scene now. While its movement is not loaded there is nobody: what was drawn before
      would show another movement than the voice calls. */
  show(scene: Scene): void {
    const known = this.#known.get(scene.pose.movement);
    if (known === undefined || this.#closed) {
      this.#fade(1);
      return;
    }
    evaluate(known.motion, scene.pose, known.pose);
    const from = scene.from === null ? undefined : this.#known.get(scene.from.movement);
    if (from !== undefined && scene.from !== null) {
      evaluate(from.motion, scene.from, from.before);
      mix(from.before, known.pose, scene.blend, known.pose);
    }
    this.#put(known, scene);
  }

  /** Draws a body in a pose of its own (see motion.ts), where a movement that is loaded has it. */
  strike(pose: ArrayLike<number>, scene: Scene): void {
    const known = this.#known.get(scene.pose.movement);
    if (known === undefined || this.#closed) {
      return;
    }
    known.pose.set(pose);
    this.#put(known, scene);
  }

  /** Looks from one place from now on, at a room that is brought along. */
  film(place: Standing, room: Object3D): void {
    this.#camera.stand(place);
    this.#ground.bare();
    this.#room.add(room);
  }

  view(name: ViewName): void {
    this.#view = name;
    const view = name === "card" ? (this.#shown?.motion.view ?? "three-quarter") : name;
    this.#camera.look(view, this.#shown !== null);
    this.#wake();
  }

  /** Turns the picture by so many pixels. */
  turn(across: number, down: number): void {
    this.#camera.turn(across, down);
    this.#wake();
  }

  /** factor above 1 comes nearer. */
  zoom(factor: number): void {
    this.#camera.zoom(factor);
    this.#wake();
  }

  /** Takes over the size that the page gives the canvas. */
  resize(): void {
    this.#picture.resize();
  }

  theme(dark: boolean): void {
    this.#palette = paletteFor(dark, this.canvas);
    // A picture may come to lie on any ground, light or dark.
    this.#ground.paint(this.#palette, this.#settings.still !== true);
    this.#light.paint(this.#palette);
    this.#contact.paint(this.#palette);
    this.#props.paint(this.#palette);
    this.#wake();
  }

  /** Draws at this level (see quality.ts) from now on, however slow. For measuring. */
  keepQuality(level: number): void {
    this.#picture.keep(level);
  }

  readBack(): Drawn {
    return this.#figure.readBack(this.#shown?.motion.joints ?? []);
  }

  stats(): Stats {
    return this.#picture.stats();
  }

  close(): void {
    this.#closed = true;
    cancelAnimationFrame(this.#frame);
    this.#stopSteering();
    this.#figure.dispose();
    this.#ground.dispose();
    this.#contact.dispose();
    this.#shade.dispose();
    this.#props.dispose();
    this.#light.dispose();
    delete this.canvas.stage;
    this.#picture.close();
  }

  /** Takes in how a movement goes. Throws ShapeError where its joints are not those of the others. */
  know(motion: Motion): void {
    if (this.#closed || this.#known.has(motion.movement)) {
      return;
    }
    const [first] = this.#known.values();
    if (first !== undefined && String(first.motion.joints) !== String(motion.joints)) {
      throw new ShapeError("joints", "the same joints in every motion");
    }
    const bones = motion.joints.map((joint) => this.#figure.bone(joint));
    const matX = this.#matOf(motion.position) ?? middleOf(motion, this.#figure, bones);
    const cloud = cloudOf(motion, this.#figure, bones, matX);
    const [pose, before] = [newPose(motion), newPose(motion)];
    const alike = startsAlike(motion);
    this.#known.set(motion.movement, { motion, bones, cloud, pose, before, matX, alike });
    this.#props.add(motion, this.#palette);
    if (this.#shown !== null) {
      // The figure was borrowed to see how far this movement reaches.
      this.#figure.pose(this.#shown.pose, this.#shown.bones, 0);
    }
  }

  /** In one position the mat lies in one place, so that it never slides under a body. */
  #matOf(position: string): number | undefined {
    const known = [...this.#known.values()];
    return known.find(({ motion }) => motion.position === position)?.matX;
  }

  /** Draws the pose that is set, in its surroundings. */
  #put(known: Known, scene: Scene): void {
    this.#look(known, scene.fade > 0);
    this.#figure.pose(known.pose, known.bones, scene.breath);
    this.#contact.follow();
    this.#shade.follow();
    this.#ground.breathe(scene.breath);
    this.#ground.mark(scene.side, this.#figure.leftIsFar());
    this.#props.show(known.motion, scene.equipment, scene.pose.side);
    this.#fade(scene.fade);
    this.#draw(performance.now());
  }

  /** Turns the camera to another movement: there by itself at once, if nobody sees it happen. */
  #look(known: Known, unseen: boolean): void {
    if (known === this.#shown) {
      return;
    }
    const travel = this.#shown !== null && !unseen;
    if (this.#view === "card" && known.motion.view !== this.#shown?.motion.view) {
      this.#camera.look(known.motion.view, travel);
    }
    this.#camera.frame(known.cloud, travel);
    this.#ground.lie(known.matX);
    this.#figure.group.visible = true;
    this.#contact.mesh.visible = true;
    this.#shade.mesh.visible = true;
    this.#shown = known;
  }

  /** Another canvas or the first one: whatever hangs on it is hung on. */
  #adopt(canvas: HTMLCanvasElement): void {
    this.#stopSteering();
    this.#stopSteering = this.#settings.still === true ? () => undefined : steerBy(canvas, this);
    canvas.stage = this;
  }

  #resized(width: number, height: number): void {
    this.#camera.resize(width, height);
    this.#ground.resize(this.canvas.width, this.canvas.height);
    this.#draw(performance.now());
  }

  #fade(fade: number): void {
    const opacity = fade === 0 ? "" : (1 - fade).toFixed(3);
    if (this.canvas.style.opacity !== opacity) {
      this.canvas.style.opacity = opacity;
    }
  }

  /** Draws what is set, `now` in milliseconds, and follows what is still on its way to its end. */
  #draw(now: number): void {
    if (this.#shown === null) {
      return;
    }
    const passed = Math.min(LONGEST_STEP_SECONDS, (now - this.#drawnAt) / 1000);
    const seconds = this.#settings.still === true ? Infinity : passed;
    this.#drawnAt = now;
    const turning = this.#camera.move(seconds);
    const lighting = this.#ground.move(seconds);
    const coming = this.#props.move(seconds);
    this.#picture.draw(this.#room, this.#camera.lens, now);
    if (turning || lighting || coming) {
      this.#wake();
    }
  }

  /** Draws again soon, even where nobody calls show(): a paused session can be looked round. */
  #wake(): void {
    if (this.#frame === 0 && !this.#closed) {
      this.#frame = requestAnimationFrame(this.#again);
    }
  }

  readonly #again = (now: number): void => {
    this.#frame = 0;
    if (performance.now() - this.#drawnAt > FRESH) {
      this.#draw(Math.max(now, this.#drawnAt));
    } else {
      this.#wake();
    }
  };
}
