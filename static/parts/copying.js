// Copy buttons. They are hidden in the page, since without a script they would do nothing.
export async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");  // plain HTTP has no clipboard of its own
  area.value = text;
  (document.querySelector("dialog[open]") ?? document.body).append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

async function press(button, text) {
  await copy(text);
  document.getElementById("live").textContent = document.body.dataset.copied;
  button.classList.add("is-done");
  setTimeout(() => button.classList.remove("is-done"), 1500);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy], [data-copy-secret]");
  if (!button) return;
  event.preventDefault();
  if ("copy" in button.dataset) return press(button, button.dataset.copy);
  const words = button.closest("[data-secret]").querySelectorAll(".secret-word");
  return press(button, words[Number(button.dataset.copySecret)].textContent);
});
htmx.onLoad((root) => {
  for (const button of root.querySelectorAll("[data-copy], [data-copy-secret]")) button.hidden = false;
});
