// Parts that look again from time to time, as long as somebody looks at the page: data-look says after how many seconds.
const due = new WeakMap();

function look() {
  if (document.hidden) return;
  const now = Date.now();
  for (const part of document.querySelectorAll("[data-look]")) {
    const every = Number(part.dataset.look) * 1000;
    const next = due.get(part);
    if (next === undefined) due.set(part, now + Number(part.dataset.lookFirst ?? part.dataset.look) * 1000);
    // What somebody is about to press is not taken from under the finger.
    else if (now >= next && !part.matches(":focus-within") && !part.querySelector(":checked[data-tick]")) {
      due.set(part, now + every);
      htmx.trigger(part, "tsm-look");
    }
  }
}

setInterval(look, 1000);
