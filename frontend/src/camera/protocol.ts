/* What the page and the worker that finds the body say to each other. */

/** From the page. Addresses are whole ones, since a worker has no page to start from. */
export type ToWorker =
  | { readonly kind: "open"; readonly model: string }
  | { readonly kind: "look"; readonly picture: VideoFrame | ImageBitmap; readonly atSeconds: number }
  | { readonly kind: "wake"; readonly milliseconds: number };

/** From the worker. brightness: of the picture, 0 (black) to 1; null where it was not measured. */
export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "fault" }
  | { readonly kind: "tick" }
  | {
      readonly kind: "seen";
      readonly atSeconds: number;
      readonly landmarks: Float32Array | null;
      readonly brightness: number | null;
    };
