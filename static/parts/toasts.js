// Toasts go after 8 s, but stay while hovered or focused.
const SHOWN = 8000;
const region = document.getElementById("toasts");

function keep(toast) {
  let clock = 0;
  const leave = () => {
    clearTimeout(clock);
    clock = setTimeout(() => toast.remove(), SHOWN);
  };
  const stay = () => clearTimeout(clock);
  for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, stay);
  for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, leave);
  toast.querySelector("[data-dismiss]").addEventListener("click", () => toast.remove());
  leave();
}

/** Say that something is done. look: ok, info, off. url and label: an act. */
export function toast({ text, look = "ok", url = "", label = "" }) {
  const made = document.getElementById("toast").content.firstElementChild.cloneNode(true);
  made.querySelector(".state").className = `state state-${look}`;
  made.querySelector(".toast-text").textContent = text;
  const act = made.querySelector("a");
  if (url.startsWith("/")) act.href = url;
  if (url.startsWith("/")) act.textContent = label;
  else act.remove();
  region.append(made);
}

new MutationObserver((changes) => {
  for (const change of changes) for (const node of change.addedNodes) if (node.matches?.("[data-toast]")) keep(node);
}).observe(region, { childList: true });
for (const shown of region.querySelectorAll("[data-toast]")) keep(shown);
document.body.addEventListener("tsm:toast", (event) => toast(event.detail));
