// The pages work without any script; this only carries their styles, and keeps what was chosen in
// view after an answer was missing.
import "./tokens.css";
import "./pages.css";

const fault = document.querySelector<HTMLElement>("[data-first-fault]");
if (fault !== null) {
  fault.focus({ preventScroll: true });
  fault.scrollIntoView({ block: "start" });
}
