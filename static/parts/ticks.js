// Ticked rows and the bar of what to do with them. Ticks survive the swap of the list, page after page.
import { openDialog } from "./dialogs.js";

const ticked = new Map();
const boxes = () => [...document.querySelectorAll("[data-tick]")];

function show() {
  for (const box of boxes()) {
    box.checked = ticked.has(box.value);
    box.closest("tr")?.classList.toggle("is-picked", box.checked);
  }
  const all = document.querySelector("[data-tick-all]");
  const here = boxes();
  if (all) all.checked = here.length > 0 && here.every((box) => box.checked);
  if (all) all.indeterminate = !all.checked && here.some((box) => box.checked);
  const bar = document.querySelector("[data-bulk]");
  if (!bar) return;
  bar.hidden = !ticked.size;
  bar.querySelector("[data-bulk-count]").textContent = ticked.size;
}

function set(box, on) {
  if (on) ticked.set(box.value, true);
  else ticked.delete(box.value);
}

/** Take all ticks away; says whether there were any. */
export function clear() {
  const had = ticked.size > 0;
  ticked.clear();
  show();
  return had;
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick]")) set(event.target, event.target.checked);
  else if (event.target.matches("[data-tick-all]")) for (const box of boxes()) set(box, event.target.checked);
  else return;
  show();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-bulk-clear]")) return void clear();
  const act = event.target.closest("[data-bulk-act]");
  if (!act) return;
  event.preventDefault();
  const url = new URL(act.href);
  for (const value of ticked.keys()) url.searchParams.append("of", value);
  openDialog(url.pathname + url.search, act);
});
htmx.onLoad(show);
