// Says which tab is open once its part has come; without a script each tab is a page that says so itself.
document.addEventListener("htmx:afterOnLoad", (event) => {
  const tab = event.detail.elt?.closest?.("[data-tab]");
  if (!tab || !event.detail.successful) return;
  for (const other of tab.parentElement.querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
  tab.setAttribute("aria-current", "page");
});
