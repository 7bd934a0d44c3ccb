/* Lists and forms that answer while somebody types. Without this they work by their buttons. */

import htmx from "htmx.org";

// The page's content policy allows neither inline styles nor code made of text.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.historyCacheSize = 0;
// The page that shows a mistake is shown as well; only a server that is away changes nothing.
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "[45]..", swap: true },
];

document.documentElement.classList.add("live");

// What was left empty need not stand in the address.
document.addEventListener("htmx:configRequest", (event) => {
  const { verb, formData } = (event as CustomEvent<{ verb: string; formData: FormData }>).detail;
  if (verb !== "get") return;
  const empty = [...formData].filter(([, value]) => value === "").map(([name]) => name);
  for (const name of empty) formData.delete(name);
});

// What somebody opened stays open when it is shown anew.
let opened: string[] = [];
document.addEventListener("htmx:beforeSwap", () => {
  opened = [...document.querySelectorAll("details[open][id]")].map(({ id }) => id);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
});

// A mistake that came, or went, while somebody typed: the field itself has to say so too.
document.addEventListener("htmx:afterSettle", () => {
  for (const field of document.querySelectorAll("[aria-describedby$=-error]")) {
    const { id } = field;
    const told = document.getElementById(`${id}-error`)?.textContent ?? "";
    if (told.trim() === "") field.removeAttribute("aria-invalid");
    else field.setAttribute("aria-invalid", "true");
  }
});
