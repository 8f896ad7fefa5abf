// The one search: hits as one types, chosen by arrows. Enter without fresh hits leads to the page of hits.
const form = document.querySelector("[data-search]");
const field = form?.querySelector("input");
const box = document.getElementById("hits");
let answered = null;

const hits = () => [...box.querySelectorAll(".hit")];
const chosen = () => box.querySelector('.hit[aria-selected="true"]');

function choose(hit) {
  chosen()?.setAttribute("aria-selected", "false");
  hit?.setAttribute("aria-selected", "true");
  hit?.scrollIntoView({ block: "nearest" });
  if (hit) htmx.trigger(hit, "tsm-chosen");  // its acts and the look at it are loaded then
  if (hit?.id) field.setAttribute("aria-activedescendant", hit.id);
  else field.removeAttribute("aria-activedescendant");
}

function show(on) {
  box.hidden = !on;
  field.setAttribute("aria-expanded", String(on));
  if (!on) field.removeAttribute("aria-activedescendant");
}

function key(event) {
  const all = box.hidden ? [] : hits();
  const fresh = answered === field.value.trim();
  if (event.altKey && /^[a-z]$/i.test(event.key) && fresh) {
    const act = chosen()?.querySelector(`[data-key="${event.key.toLowerCase()}"]`);
    if (act) event.preventDefault();
    act?.click();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length) {
    event.preventDefault();
    const by = event.key === "ArrowDown" ? 1 : -1;
    choose(all[(all.indexOf(chosen()) + by + all.length) % all.length]);
  } else if (event.key === "Enter" && fresh && chosen()) {
    event.preventDefault();
    chosen().querySelector(".hit-name a, a")?.click();
  } else if (event.key === "Escape") {
    event.preventDefault();
    if (!box.hidden) show(false);
    else field.value = "";
  }
}

if (form) {
  field.addEventListener("keydown", key);
  field.addEventListener("focus", () => answered && answered === field.value.trim() && show(hits().length > 0));
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (!chosen() && !box.hidden && box.querySelector("#found .hit")) choose(hits()[0]);  // Only another room has hits.
    if (event.detail.target !== box) return;
    answered = String(event.detail.requestConfig.parameters.q ?? "").trim();
    const wanted = answered && field.value.trim() === answered && form.contains(document.activeElement);
    show(Boolean(wanted && box.firstElementChild));
    if (!box.hidden) choose(hits()[0]);
  });
  document.addEventListener("pointerdown", (event) => form.contains(event.target) || show(false));
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget) && !event.relatedTarget.closest("dialog")) show(false);
  });
  field.addEventListener("input", () => field.value.trim() || show(false));
}
