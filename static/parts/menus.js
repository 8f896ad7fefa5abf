// A menu of acts closes by Escape, by a press anywhere else, and when one of its acts was chosen.
const opened = () => document.querySelectorAll("details.more[open]");

document.addEventListener("click", (event) => {
  const chosen = event.target.closest?.(".menu-to:not([aria-disabled=true])");
  for (const menu of opened()) if (chosen || !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
  for (const menu of opened()) {
    menu.open = false;
    menu.querySelector("summary").focus();
    event.preventDefault();
  }
});
