// Keys. Single letters never fire in a field, and not at all where the person switched them off.
import { clear } from "./ticks.js";
import * as rows from "./rows.js";
import { openPalette } from "./palette.js";

const FIELD = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]";
const WAIT = 1500;
const single = document.body.dataset.singleKeys === "yes";
let going = 0;

const press = (element) => (element ? (element.click(), true) : false);
const shown = (element) => element.getClientRects().length > 0 && element.getAttribute("aria-disabled") !== "true";
const first = (selector, root = document) => [...root.querySelectorAll(selector)].find(shown);

function act(letter) {
  const key = CSS.escape(letter);
  const row = rows.current();
  return press((row && first(`[data-row-key="${key}"]`, row)) || first(`[data-key="${key}"]:not(.hit *)`));
}

function go(letter) {
  going = 0;
  return press(document.querySelector(`[data-go="${CSS.escape(letter)}"]`));
}

const ALWAYS = {
  "/": () => {
    const search = document.querySelector("[data-search] input");
    search?.focus();
    search?.select();
    return Boolean(search);
  },
};
const SINGLE = {
  "?": () => {
    location.assign(document.body.dataset.help);
    return true;
  },
  g: () => {
    going = Date.now();
    return true;
  },
  j: () => rows.step(1),
  k: () => rows.step(-1),
  x: () => press(rows.current()?.querySelector("[data-tick]")),
};

function letter(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (going && Date.now() - going < WAIT) return go(key);
  going = 0;
  if (SINGLE[key]) return SINGLE[key]();
  if (/^[1-9]$/.test(key)) return press(document.querySelectorAll(".tabs a")[Number(key) - 1]);
  return /^[a-z]$/.test(key) && act(key);
}

function run(event) {
  const dialog = document.querySelector("dialog[open]");
  const form = (dialog ?? document).querySelector(".dialog form[method=post]");
  const button = form?.querySelector(".dialog-foot [type=submit]:not([aria-disabled=true])");
  if (!button) return;
  event.preventDefault();
  form.requestSubmit(button);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key === "Enter") return run(event);
  if (command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k" && document.body.dataset.palette) {
    event.preventDefault();
    return openPalette();
  }
  if (command || event.altKey || document.querySelector("dialog[open]") || event.target.closest(FIELD)) return;
  const plain = event.target === document.body || event.target.id === "main";
  let done = false;
  if (event.key === "Escape") done = clear() || rows.leave();
  else if (event.key === "Enter") done = plain && rows.open();
  else done = (!going && ALWAYS[event.key]?.()) || (single && letter(event));
  if (done) event.preventDefault();
});
