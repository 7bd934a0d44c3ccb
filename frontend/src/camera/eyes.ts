/* What the camera gives the rest of the page: points of one body, and how it is with the camera.
   The picture itself goes no further than the worker of this page that finds the body, and the
   preview. */

import { Dusk } from "./brightness.ts";
import { Frames } from "./frames.ts";
import { Pace } from "./pace.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";
import { drawSkeleton } from "./skeleton.ts";
import { askForCamera } from "./stream.ts";

/** How it is with the camera.
    asking: the browser waits for a permission; loading: what finds the body is being fetched;
    ready: frames come. dark and slow: frames still come, fewer or worse, and ready may come back.
    refused, none (no camera), busy (another program has it), insecure (this address may use no
    camera), unloaded (what finds the body did not load): nothing comes. lost: unplugged or taken
    away; plugged in again, it goes on with loading. off: closed by this page. */
export type EyesState =
  | "asking"
  | "loading"
  | "ready"
  | "dark"
  | "slow"
  | "refused"
  | "none"
  | "busy"
  | "insecure"
  | "unloaded"
  | "lost"
  | "off";

export interface SeenFrame {
  /** When the picture was taken, in seconds of performance.now(); it only grows. */
  readonly atSeconds: number;
  /** 33 x [x, y, z, visibility]: x and y as shares of the picture's width and height, from its
      upper left; null where nobody was found. */
  readonly landmarks: Float32Array | null;
}

export interface Eyes {
  /** Width over height of the picture; 4 / 3 until it is known. */
  readonly aspect: number;
  readonly state: EyesState;
  /** Which camera it is, as the browser numbers them; null until it is open. */
  readonly device: string | null;
  /** Adds a listener, called for every picture looked at, up to 30 times a second. */
  onFrame(listener: (frame: SeenFrame) => void): void;
  /** Adds a listener, called after every change of state (not with the state of now). */
  onState(listener: (state: EyesState) => void): void;
  /** Shows the picture with the skeleton in `place`, and no longer where it was shown before. */
  preview(place: HTMLElement): void;
  /** Stops the camera at once: its light goes out. For good; open new eyes to see again. */
  close(): void;
}

const USUAL_ASPECT = 4 / 3;
const WATCHING: ReadonlySet<EyesState> = new Set(["ready", "dark", "slow"]);

/** Asks for the camera and begins to look. Nothing is thrown: what goes wrong is the state.
    model: the address of the pose model; device: which camera, null for the usual one. */
export function openEyes(model: string, device: string | null = null): Eyes {
  const eyes = new CameraEyes(new URL(model, location.href).href, device);
  eyes.open();
  return eyes;
}

class CameraEyes implements Eyes {
  readonly #model: string;
  readonly #wish: string | null;
  readonly #video = document.createElement("video");
  readonly #canvas = document.createElement("canvas");
  readonly #frames: Frames;
  readonly #frameListeners: ((frame: SeenFrame) => void)[] = [];
  readonly #stateListeners: ((state: EyesState) => void)[] = [];
  #state: EyesState = "asking";
  #stream: MediaStream | null = null;
  #worker: Worker | null = null;
  #pace = new Pace();
  #dusk = new Dusk();
  /** When the picture that is being looked at was sent; null while the worker has none. */
  #sentAt: number | null = null;
  /** When a picture was taken that came while the worker had one. */
  #freshAt: number | null = null;
  #lookedAt = 0;

  constructor(model: string, device: string | null) {
    this.#model = model;
    this.#wish = device;
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.#video.ariaHidden = "true";
    this.#canvas.ariaHidden = "true";
    this.#frames = new Frames(
      this.#video,
      (milliseconds) => this.#tell({ kind: "wake", milliseconds }),
      (atSeconds) => this.#offer(atSeconds),
    );
    this.#video.addEventListener("resize", () => this.#shape());
    document.addEventListener("visibilitychange", this.#onVisibility);
    navigator.mediaDevices?.addEventListener("devicechange", this.#onDevices);
  }

  get aspect(): number {
    const { videoWidth, videoHeight } = this.#video;
    return videoHeight > 0 ? videoWidth / videoHeight : USUAL_ASPECT;
  }

  get state(): EyesState {
    return this.#state;
  }

  get device(): string | null {
    return this.#stream?.getVideoTracks()[0]?.getSettings().deviceId ?? null;
  }

  onFrame(listener: (frame: SeenFrame) => void): void {
    this.#frameListeners.push(listener);
  }

  onState(listener: (state: EyesState) => void): void {
    this.#stateListeners.push(listener);
  }

  /* Not mirrored. Whoever looks at it moves the camera, or asks for "left" and "right" of the body
     as the words on this page mean them; a mirror would turn both round. */
  preview(place: HTMLElement): void {
    place.append(this.#video, this.#canvas);
    this.#shape();
    // Moved to another place, a video stops.
    this.#play();
  }

  close(): void {
    this.#become("off");
    this.#letGo();
    document.removeEventListener("visibilitychange", this.#onVisibility);
    navigator.mediaDevices?.removeEventListener("devicechange", this.#onDevices);
    this.#video.remove();
    this.#canvas.remove();
  }

  open(): void {
    void this.#open();
  }

  async #open(): Promise<void> {
    this.#become("asking");
    const stream = await askForCamera(this.#wish);
    if (typeof stream === "string") {
      this.#become(stream);
      return;
    }
    if (this.#state === "off") {
      stopAll(stream);
      return;
    }
    this.#stream = stream;
    stream.getVideoTracks().forEach((track) => {
      track.addEventListener("ended", () => this.#lose(stream));
    });
    this.#video.srcObject = stream;
    this.#play();
    this.#become("loading");
    this.#startWorker();
  }

  #startWorker(): void {
    const worker = new Worker(new URL("./pose.worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => this.#hear(data));
    worker.addEventListener("error", () => this.#fail());
    this.#worker = worker;
    this.#tell({ kind: "open", model: this.#model });
  }

  #tell(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(message, transfer);
  }

  #hear(message: FromWorker): void {
    if (message.kind === "ready") {
      this.#become("ready");
      this.#frames.start();
    } else if (message.kind === "tick") {
      this.#frames.tick();
    } else if (message.kind === "fault") {
      this.#fail();
    } else {
      this.#see(message);
    }
  }

  /** One picture at a time: those that come meanwhile are let go, but for the newest. */
  #offer(atSeconds: number): void {
    this.#pace.offered(performance.now() / 1000);
    this.#freshAt = atSeconds;
    this.#lookNow();
  }

  #lookNow(): void {
    const at = this.#freshAt;
    if (at === null || this.#sentAt !== null || !this.#hasPicture()) {
      return;
    }
    if (at - this.#lookedAt < this.#pace.gapSeconds) {
      return;
    }
    this.#freshAt = null;
    this.#lookedAt = at;
    this.#sentAt = performance.now() / 1000;
    void this.#send(at);
  }

  async #send(atSeconds: number): Promise<void> {
    try {
      const picture =
        "VideoFrame" in window ? new VideoFrame(this.#video) : await createImageBitmap(this.#video);
      this.#tell({ kind: "look", picture, atSeconds }, [picture]);
    } catch {
      // Between two pictures, or while the camera changes its size, there may be none.
      this.#sentAt = null;
    }
  }

  #hasPicture(): boolean {
    return this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && this.#stream !== null;
  }

  #see({ atSeconds, landmarks, brightness }: Extract<FromWorker, { kind: "seen" }>): void {
    const now = performance.now() / 1000;
    if (this.#sentAt !== null) {
      this.#pace.looked(now, now - this.#sentAt);
      this.#sentAt = null;
    }
    if (!WATCHING.has(this.#state)) {
      return;
    }
    if (brightness !== null || landmarks !== null) {
      this.#dusk.see(brightness ?? 1, landmarks !== null, atSeconds);
    }
    this.#become(this.#dusk.dark ? "dark" : this.#pace.slow ? "slow" : "ready");
    if (document.visibilityState === "visible") {
      drawSkeleton(this.#canvas, landmarks);
    }
    this.#frameListeners.forEach((listener) => listener({ atSeconds, landmarks }));
    this.#lookNow();
  }

  #lose(stream: MediaStream): void {
    if (stream === this.#stream) {
      this.#letGo();
      this.#become("lost");
    }
  }

  #fail(): void {
    this.#letGo();
    this.#become("unloaded");
  }

  #letGo(): void {
    this.#frames.stop();
    this.#worker?.terminate();
    this.#worker = null;
    if (this.#stream !== null) {
      stopAll(this.#stream);
    }
    this.#stream = null;
    this.#video.srcObject = null;
    this.#sentAt = null;
    this.#freshAt = null;
    this.#pace = new Pace();
    this.#dusk = new Dusk();
    drawSkeleton(this.#canvas, null);
  }

  #become(state: EyesState): void {
    if (this.#state !== state && this.#state !== "off") {
      this.#state = state;
      this.#stateListeners.forEach((listener) => listener(state));
    }
  }

  #play(): void {
    if (this.#stream !== null) {
      void this.#video.play().catch(() => undefined);
    }
  }

  /** The place keeps its shape while nothing is shown in it. */
  #shape(): void {
    this.#video.parentElement?.style.setProperty("--aspect", this.aspect.toFixed(4));
  }

  readonly #onVisibility = (): void => this.#pace.forget();

  /** Plugged in again, it goes on where it was. */
  readonly #onDevices = (): void => {
    if (this.#state === "lost") {
      void this.#open();
    }
  };
}

function stopAll(stream: MediaStream): void {
  stream.getTracks().forEach((track) => track.stop());
}
