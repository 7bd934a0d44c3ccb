/* Whether this person likes the camera to watch, and which one: kept on this device only. */

const CHOICE_KEY = "supine:camera";
const DEVICE_KEY = "supine:camera-device";
const SELF_VIEW_KEY = "supine:camera-self-view";

export function likesCamera(storage: Storage): boolean {
  return read(storage, CHOICE_KEY) === "on";
}

export function keepCamera(storage: Storage, on: boolean): void {
  keep(storage, CHOICE_KEY, on ? "on" : "off");
}

/** Which camera was chosen; null where none was. */
export function keptDevice(storage: Storage): string | null {
  return read(storage, DEVICE_KEY);
}

export function keepDevice(storage: Storage, device: string): void {
  keep(storage, DEVICE_KEY, device);
}

export function showsSelfView(storage: Storage): boolean {
  return read(storage, SELF_VIEW_KEY) !== "hidden";
}

export function keepSelfView(storage: Storage, shown: boolean): void {
  keep(storage, SELF_VIEW_KEY, shown ? "shown" : "hidden");
}

function read(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

/** A device that stores nothing forgets it with the page. */
function keep(storage: Storage, key: string, value: string): void {
  try {
    storage.setItem(key, value);
  } catch {
    return;
  }
}
