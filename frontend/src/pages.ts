// The pages work without any script; this only carries their styles, sends what an earlier session
// could not, and keeps what was chosen in view after an answer was missing.
import "./tokens.css";
import "./pages.css";
import { postTo, sendLeftovers } from "./player/outbox.ts";

// A session that could not be sent at its end, since Supine was away, is sent from the home page.
const leftovers = document.getElementById("leftovers");
if (leftovers !== null) {
  const { events = "", csrf = "" } = leftovers.dataset;
  void sendLeftovers(localStorage, postTo(events, csrf)).catch(() => undefined);
}

const fault = document.querySelector<HTMLElement>("[data-first-fault]");
if (fault !== null) {
  fault.focus({ preventScroll: true });
  fault.scrollIntoView({ block: "start" });
}
