/* Asks the browser for the camera, and says why there is none. */

import type { EyesState } from "./eyes.ts";

export type Refusal = Extract<EyesState, "refused" | "none" | "busy" | "insecure">;

const REFUSALS: Readonly<Record<string, Refusal>> = {
  NotAllowedError: "refused",
  PermissionDeniedError: "refused",
  SecurityError: "insecure",
  NotFoundError: "none",
  OverconstrainedError: "none",
  NotReadableError: "busy",
  AbortError: "busy",
};

/** device: which camera, as the browser numbers them; null for the one it would choose. */
export async function askForCamera(device: string | null): Promise<MediaStream | Refusal> {
  // A page that came over plain http from elsewhere has no such thing.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices?.getUserMedia === undefined) {
    return "insecure";
  }
  const got = await ask(devices, device);
  // The one that was chosen may not be plugged in today; that is no reason to see nothing.
  return got === "none" && device !== null ? ask(devices, null) : got;
}

async function ask(devices: MediaDevices, device: string | null): Promise<MediaStream | Refusal> {
  try {
    return await devices.getUserMedia({ audio: false, video: wanted(device) });
  } catch (error) {
    const name = error instanceof DOMException ? error.name : "";
    return REFUSALS[name] ?? "none";
  }
}

/** Small, since the model looks at 256 points across; and never cut out of a larger picture, which
    would lose the head or the feet. */
function wanted(device: string | null): MediaTrackConstraints {
  const constraints: MediaTrackConstraints & { resizeMode?: ConstrainDOMString } = {
    width: { ideal: 640 },
    frameRate: { ideal: 30 },
    resizeMode: { ideal: "none" },
  };
  return device === null ? constraints : { ...constraints, deviceId: { exact: device } };
}
