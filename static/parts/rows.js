// The row under j and k. It is marked, not focused, and known by its link, so that it survives a swap of its list.
const ROWS = ".list tbody tr:not(.list-part), [data-row]";
let at = "";

const shown = (element) => element.getClientRects().length > 0;
const rows = () => [...new Set(document.querySelectorAll(ROWS))].filter(shown);
const link = (row) => row.querySelector(".name a, .row-name, a")?.getAttribute("href") ?? "";

export const current = () => document.querySelector(".is-here");

function mark(row) {
  current()?.classList.remove("is-here");
  row?.classList.add("is-here");
  at = row ? link(row) : "";
}

export function step(by) {
  const all = rows();
  if (!all.length) return false;
  const here = all.indexOf(current());
  const next = all[Math.min(Math.max(here + by, 0), all.length - 1)];
  mark(next);
  next.scrollIntoView({ block: "nearest" });
  document.getElementById("live").textContent = next.querySelector(".name, .row-name")?.textContent.trim() ?? "";
  return true;
}

export function leave() {
  const had = Boolean(current());
  mark(null);
  return had;
}

export function open() {
  const target = current()?.querySelector(".name a, a");
  target?.click();
  return Boolean(target);
}

htmx.onLoad(() => {
  if (at && !current()) mark(rows().find((row) => link(row) === at) ?? null);
});
