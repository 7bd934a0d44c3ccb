/* Finds the body in a picture, beside the page, so that voice and figure never wait for it. */

import { PoseLandmarker } from "@mediapipe/tasks-vision";
// A worker that is a module needs the pair made for modules; the other pairs are not built in.
import loader from "@mediapipe/tasks-vision/vision_wasm_module_internal.js?url";
import binary from "@mediapipe/tasks-vision/vision_wasm_module_internal.wasm?url";

import { NUMBERS_A_POINT, POINTS } from "./body.ts";
import { brightnessOf } from "./brightness.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";
import { Trust } from "./trust.ts";

interface Port {
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
  addEventListener(kind: "message", listener: (event: MessageEvent<ToWorker>) => void): void;
}

const MEASURE_EVERY_SECONDS = 0.5;
const SMALL = { width: 32, height: 24 };

const port = self as unknown as Port;
const small = new OffscreenCanvas(SMALL.width, SMALL.height).getContext("2d", {
  willReadFrequently: true,
});
const trust = new Trust();
let landmarker: PoseLandmarker | null = null;
let measuredAt = -Infinity;

port.addEventListener("message", ({ data }) => {
  if (data.kind === "open") {
    void open(data.model);
  } else if (data.kind === "wake") {
    setTimeout(() => port.postMessage({ kind: "tick" }), data.milliseconds);
  } else {
    look(data.picture, data.atSeconds);
  }
});

async function open(model: string): Promise<void> {
  try {
    landmarker = await PoseLandmarker.createFromOptions(
      { wasmLoaderPath: whole(loader), wasmBinaryPath: whole(binary) },
      {
        // On the processor: ten times as quick as graphics drawn in software, and where there is
        // hardware for it, that already draws the figure.
        baseOptions: { modelAssetPath: model, delegate: "CPU" },
        runningMode: "VIDEO",
        numPoses: 1,
      },
    );
    port.postMessage({ kind: "ready" });
  } catch {
    port.postMessage({ kind: "fault" });
  }
}

function look(picture: VideoFrame | ImageBitmap, atSeconds: number): void {
  try {
    const landmarks = find(picture, atSeconds);
    const brightness = measure(picture, atSeconds);
    const afresh = trust.see(landmarks, aspectOf(picture), atSeconds);
    port.postMessage(
      { kind: "seen", atSeconds, landmarks, brightness },
      landmarks === null ? [] : [landmarks.buffer],
    );
    if (afresh) {
      // Set anew, it forgets where it has seen somebody.
      void landmarker?.setOptions({ runningMode: "VIDEO" });
    }
  } catch {
    port.postMessage({ kind: "fault" });
  } finally {
    picture.close();
  }
}

function find(picture: VideoFrame | ImageBitmap, atSeconds: number): Float32Array<ArrayBuffer> | null {
  const found = landmarker?.detectForVideo(picture, atSeconds * 1000).landmarks[0];
  if (found?.length !== POINTS) {
    return null;
  }
  const landmarks = new Float32Array(POINTS * NUMBERS_A_POINT);
  found.forEach(({ x, y, z, visibility }, index) => {
    landmarks.set([x, y, z, visibility], index * NUMBERS_A_POINT);
  });
  return landmarks;
}

function aspectOf(picture: VideoFrame | ImageBitmap): number {
  return "displayWidth" in picture
    ? picture.displayWidth / picture.displayHeight
    : picture.width / picture.height;
}

function measure(picture: VideoFrame | ImageBitmap, atSeconds: number): number | null {
  if (small === null || atSeconds - measuredAt < MEASURE_EVERY_SECONDS) {
    return null;
  }
  measuredAt = atSeconds;
  small.drawImage(picture, 0, 0, SMALL.width, SMALL.height);
  return brightnessOf(small.getImageData(0, 0, SMALL.width, SMALL.height).data);
}

/** Built addresses are relative to this script. */
function whole(address: string): string {
  return new URL(address, import.meta.url).href;
}
