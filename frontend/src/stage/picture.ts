/* The canvas and what draws on it: its size, and how much it may cost. */

import { PCFShadowMap, WebGLRenderer } from "three";
import type { Camera, Scene } from "three";

import { Quality, WITH_FEWER_PIXELS, WITHOUT_SHADOW, WITHOUT_SMOOTH_EDGES } from "./quality.ts";
import type { Stats } from "./scene.ts";

/** More pixels than this to one of the page's cost much and show little. */
const FINEST = 2;
const COARSER = 0.7;
/** A browser that gives WebGL back, after sleep or a fault of the driver, does so sooner. */
const LOST_MILLISECONDS = 3000;

/** Null where the browser gives no WebGL. smooth: with edges smoothed; still: to be read out. */
export function contextOf(
  canvas: HTMLCanvasElement,
  smooth: boolean,
  still: boolean,
): WebGL2RenderingContext | null {
  return canvas.getContext("webgl2", {
    alpha: true,
    antialias: smooth,
    depth: true,
    stencil: false,
    preserveDrawingBuffer: still,
  });
}

/** Told when the canvas is another one, or has another size in pixels of the page. */
export interface Watcher {
  onCanvas(canvas: HTMLCanvasElement): void;
  onSize(width: number, height: number): void;
  onShadow(cast: boolean): void;
  /** Nothing can be drawn any more. */
  onLost(): void;
}

export class Picture {
  readonly #still: boolean;
  readonly #quality = new Quality();
  readonly #sizes = new ResizeObserver(() => this.resize());
  readonly #watcher: Watcher;
  #canvas: HTMLCanvasElement;
  #renderer: WebGLRenderer;
  #fixed: boolean;
  #listening = new AbortController();
  #lost: ReturnType<typeof setTimeout> | undefined;

  constructor(context: WebGL2RenderingContext, still: boolean, watcher: Watcher) {
    this.#canvas = context.canvas as HTMLCanvasElement;
    this.#still = still;
    this.#fixed = still;
    this.#watcher = watcher;
    this.#renderer = this.#newRenderer(context);
    this.#sizes.observe(this.#canvas);
  }

  get canvas(): HTMLCanvasElement {
    return this.#canvas;
  }

  draw(room: Scene, lens: Camera, now: number): void {
    this.#renderer.render(room, lens);
    if (!this.#fixed && this.#quality.drawn(now)) {
      this.#comply(this.#quality.level);
    }
  }

  /** Takes over the size that the page gives the canvas. */
  resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    if (width === 0 || height === 0) {
      return;
    }
    const finest = this.#still ? 1 : Math.min(devicePixelRatio, FINEST);
    this.#renderer.setPixelRatio(
      this.#quality.level >= WITH_FEWER_PIXELS ? Math.min(finest, 1) * COARSER : finest,
    );
    this.#renderer.setSize(width, height, false);
    this.#watcher.onSize(width, height);
  }

  /** Draws at this level (see quality.ts) from now on, however slow it is. */
  keep(level: number): void {
    const had = this.#quality.level;
    this.#fixed = true;
    this.#quality.level = level;
    this.#comply(level, (had >= WITHOUT_SMOOTH_EDGES) !== (level >= WITHOUT_SMOOTH_EDGES));
  }

  stats(): Stats {
    const { triangles, calls } = this.#renderer.info.render;
    return { triangles, calls, quality: this.#quality.level };
  }

  /** Leaves a canvas as it was before the stage came. */
  close(): void {
    this.#clear();
    this.#sizes.disconnect();
  }

  #comply(level: number, anew = level === WITHOUT_SMOOTH_EDGES): void {
    this.#renderer.shadowMap.enabled = level < WITHOUT_SHADOW;
    this.#watcher.onShadow(level < WITHOUT_SHADOW);
    if (anew) {
      this.#replace(level < WITHOUT_SMOOTH_EDGES);
    }
    this.resize();
  }

  /** Smooth edges belong to a canvas for life, so another one takes its place. */
  #replace(smooth: boolean): void {
    const hadFocus = document.activeElement === this.#canvas;
    this.#clear();
    const context = contextOf(this.#canvas, smooth, this.#still);
    if (context === null) {
      this.#watcher.onLost();
      return;
    }
    this.#renderer = this.#newRenderer(context);
    this.#sizes.observe(this.#canvas);
    if (hadFocus) {
      this.#canvas.focus();
    }
    this.#watcher.onCanvas(this.#canvas);
  }

  #clear(): void {
    const old = this.#canvas;
    this.#listening.abort();
    clearTimeout(this.#lost);
    this.#canvas = old.cloneNode() as HTMLCanvasElement;
    this.#sizes.unobserve(old);
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
    old.replaceWith(this.#canvas);
  }

  #newRenderer(context: WebGL2RenderingContext): WebGLRenderer {
    const renderer = new WebGLRenderer({ canvas: this.#canvas, context });
    renderer.shadowMap.enabled = this.#quality.level < WITHOUT_SHADOW;
    renderer.shadowMap.type = PCFShadowMap;
    this.#listen();
    return renderer;
  }

  /** The renderer has its own listeners, made before these, and is whole again when they are told. */
  #listen(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const lost = (): void => {
      this.#lost = setTimeout(() => this.#watcher.onLost(), LOST_MILLISECONDS);
    };
    const restored = (): void => {
      clearTimeout(this.#lost);
      this.resize();
    };
    this.#canvas.addEventListener("webglcontextlost", lost, { signal });
    this.#canvas.addEventListener("webglcontextrestored", restored, { signal });
  }
}
