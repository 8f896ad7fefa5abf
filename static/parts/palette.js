// Ctrl+K: commands of the page, places, settings, all from one registry on the server. Acts open dialogs, none runs.
import { openDialog } from "./dialogs.js";

const palette = document.getElementById("palette");
const frame = document.getElementById("palette-frame");
const options = () => [...palette.querySelectorAll(".hit")];
const chosen = () => palette.querySelector('.hit[aria-selected="true"]');

function choose(option) {
  chosen()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) palette.querySelector("input").setAttribute("aria-activedescendant", option.id);
}

function load() {
  const query = new URLSearchParams({ q: palette.querySelector("input").value, here: location.pathname });
  htmx.ajax("GET", `${document.body.dataset.palette}?${query}`, { target: "#commands", swap: "innerHTML" });
}

export function openPalette() {
  if (palette.open || document.querySelector("dialog[open]")) return;
  palette.replaceChildren(frame.content.cloneNode(true));
  palette.showModal();
  const field = palette.querySelector("input");
  let rest = 0;
  field.addEventListener("input", () => {
    clearTimeout(rest);
    rest = setTimeout(load, 80);
  });
  field.addEventListener("keydown", (event) => {
    const all = options();
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length) {
      event.preventDefault();
      const by = event.key === "ArrowDown" ? 1 : -1;
      choose(all[(all.indexOf(chosen()) + by + all.length) % all.length]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      chosen()?.click();
    }
  });
  load();
}

document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "commands") choose(options()[0]);
});
palette?.addEventListener("click", (event) => {
  const option = event.target.closest(".hit");
  if (event.target.closest("[data-close]")) {
    palette.close();
  } else if (option?.hasAttribute("data-dialog")) {
    event.preventDefault();
    palette.close();
    openDialog(option.getAttribute("href"));
  }
});
palette?.addEventListener("close", () => palette.replaceChildren());
for (const button of document.querySelectorAll("[data-open-palette]")) {
  button.hidden = false;
  button.addEventListener("click", openPalette);
}
