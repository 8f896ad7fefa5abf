// A fragment that lands in #dialog is shown over the page; the same fragment is a whole page without a script.
const dialog = document.getElementById("dialog");
let opener = null;

const EMPTY = "input:not([type=hidden], [type=checkbox], [type=radio]):not([disabled]), textarea:not([disabled]), select:not([disabled])";

const isEmpty = (field) => !field.value && field.getClientRects().length && !field.closest(".ts-wrapper");
const isOptional = (field) => field.closest(".field")?.querySelector(".field-need");

/** The first wrong field, else the first empty one that is needed, else the first empty one, else the button. */
function focusFirst() {
  const wrong = dialog.querySelector(".is-wrong input, .is-wrong textarea, .is-wrong select");
  const empties = [...dialog.querySelectorAll(EMPTY)].filter(isEmpty);
  const field = wrong ?? empties.find((each) => !isOptional(each)) ?? empties[0];
  const button = dialog.querySelector(".dialog-foot .btn, .secret .btn");
  (field?.tomselect ?? field ?? button ?? dialog).focus();
}

/** Load a page's dialog fragment and show it. `from` gets the focus back. */
export function openDialog(url, from) {
  opener = from ?? document.activeElement;
  return htmx.ajax("GET", url, { target: "#dialog", swap: "innerHTML" });
}

export const closeDialog = () => dialog.open && dialog.close();

document.body.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target === dialog && !dialog.contains(event.detail.elt) && event.detail.elt !== document.body) {
    opener = event.detail.elt;
  }
});
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target !== dialog) {
    // A part of it was replaced, maybe the one that had the focus.
    if (dialog.open && !dialog.contains(document.activeElement)) focusFirst();
    return;
  }
  if (!dialog.firstElementChild) return closeDialog();
  if (!dialog.open) dialog.showModal();
  focusFirst();
});
document.body.addEventListener("tsm:close", closeDialog);
dialog.addEventListener("click", (event) => {
  if (!event.target.closest("[data-close]")) return;
  event.preventDefault();
  dialog.close();
});
dialog.addEventListener("close", () => {
  dialog.replaceChildren();
  const back = opener?.isConnected ? opener : document.getElementById("main");
  back?.focus();
  opener = null;
});

// "Usual reasons": one press fills the field that the button names.
document.addEventListener("click", (event) => {
  const pick = event.target.closest("[data-fill]");
  if (!pick) return;
  const field = document.getElementById(pick.dataset.fill);
  field.value = pick.dataset.value ?? pick.textContent.trim();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
});
