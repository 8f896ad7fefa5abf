// A secret leaves the page when its time is over. It is taken out, not hidden.
const SAID = new Set([30, 10, 5]);  // seconds that a screen reader hears, and no others

function start(box) {
  const whole = Number(box.dataset.secret);
  const body = box.querySelector("[data-secret-body]");
  let end = Date.now() + whole * 1000;
  let said = 0;

  function hide() {
    clearInterval(clock);
    if (!body.isConnected) return;
    for (const part of body.querySelectorAll(".secret-word, .secret-spell")) part.replaceChildren();
    const gone = box.querySelector("[data-secret-gone]").content.cloneNode(true);
    gone.querySelector("[data-secret-at]").textContent = new Date().toLocaleTimeString(document.documentElement.lang, { hour12: false, timeZone: document.body.dataset.zone });
    const focused = body.contains(document.activeElement);
    body.replaceWith(gone);
    htmx.process(box);
    if (focused || box.closest("dialog")) box.querySelector(".acts .btn")?.focus();
  }

  function tick() {
    if (!body.isConnected) return hide();
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left <= 0) return hide();
    body.querySelector("[data-secret-left]").textContent = left;
    body.querySelector("[data-secret-bar]").setAttribute("width", Math.min(100, ((end - Date.now()) / whole) * 0.1));
    if (SAID.has(left) && said !== left) {
      said = left;
      const voice = body.querySelector("[data-secret-say]");
      voice.textContent = voice.dataset.words.replace("{n}", left);
    }
  }

  const clock = setInterval(tick, 250);
  tick();
  body.querySelector("[data-secret-hide]").addEventListener("click", hide);
  body.querySelector("[data-secret-more]").addEventListener("click", (event) => {
    end += 30000;
    event.target.remove();
  });
  if (!box.closest("dialog")) addEventListener("keydown", (event) => event.key === "Escape" && hide(), { once: true });
  addEventListener("pagehide", hide, { once: true });
}

htmx.onLoad((root) => {
  const inside = [...root.querySelectorAll("[data-secret]")];
  for (const box of root.matches?.("[data-secret]") ? [root, ...inside] : inside) {
    if (box.dataset.started) continue;
    box.dataset.started = "yes";
    start(box);
  }
});
