/* Turning the picture by hand: a drag, the arrow keys while it has the focus, plus and minus. */

export interface Steered {
  turn(across: number, down: number): void;
  zoom(factor: number): void;
}

const KEY_PIXELS = 22;
const KEY_ZOOM = 1.12;
/** A press that wanders no farther than this, in pixels, is still a press. */
const WANDER_PIXELS = 6;

/** Listens on the canvas; the returned function stops that. */
export function steerBy(canvas: HTMLCanvasElement, steered: Steered): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let held: number | null = null;
  let [x, y, wandered] = [0, 0, 0];
  canvas.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button === 0 && held === null) {
        held = event.pointerId;
        [x, y, wandered] = [event.clientX, event.clientY, 0];
        canvas.setPointerCapture(held);
      }
    },
    { signal },
  );
  canvas.addEventListener(
    "pointermove",
    (event) => {
      if (event.pointerId !== held) {
        return;
      }
      const [across, down] = [event.clientX - x, event.clientY - y];
      [x, y] = [event.clientX, event.clientY];
      wandered += Math.hypot(across, down);
      if (wandered > WANDER_PIXELS) {
        steered.turn(across, down);
      }
    },
    { signal },
  );
  for (const end of ["pointerup", "pointercancel"] as const) {
    canvas.addEventListener(end, (event) => (held = event.pointerId === held ? null : held), {
      signal,
    });
  }
  canvas.addEventListener(
    "click",
    (event) => {
      // The page may take a press beside its buttons for a wish; a drag is none.
      if (wandered > WANDER_PIXELS) {
        event.stopPropagation();
        wandered = 0;
      }
    },
    { signal },
  );
  canvas.addEventListener("keydown", (event) => onKey(event, steered), { signal });
  return () => ended.abort();
}

function onKey(event: KeyboardEvent, steered: Steered): void {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const turns: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [KEY_PIXELS, 0],
    ArrowRight: [-KEY_PIXELS, 0],
    ArrowUp: [0, KEY_PIXELS],
    ArrowDown: [0, -KEY_PIXELS],
  };
  const turn = turns[event.key];
  if (turn !== undefined) {
    steered.turn(...turn);
  } else if (event.key === "+" || event.key === "=") {
    steered.zoom(KEY_ZOOM);
  } else if (event.key === "-") {
    steered.zoom(1 / KEY_ZOOM);
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}
