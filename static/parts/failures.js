// A part that fails takes only its own place: a line with what happened stands where it would be.
const TABLE = "table, thead, tbody, tr";
const region = document.getElementById("notices");

function put(target, notice) {
  if (!target || target === document.body || target.matches(TABLE) || target.closest("tr") || target.id === "toasts") {
    region.querySelector("[data-failed]")?.remove();
    notice.dataset.failed = "";
    region.prepend(notice);
  } else if (target.id === "dialog" && target.open && target.querySelector(".dialog-foot")) {
    // What was typed stays: the line stands above the buttons.
    target.querySelector("[data-failed]")?.remove();
    notice.dataset.failed = "";
    target.querySelector(".dialog-foot").prepend(notice);
  } else if (target.id === "dialog") {
    region.prepend(notice);
  } else {
    target.replaceChildren(notice);
  }
}

function own(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

function fromServer(xhr) {
  if (!xhr.getResponseHeader("TSM-Notice")) return null;
  return new DOMParser().parseFromString(xhr.responseText, "text/html").querySelector(".notice");
}

document.body.addEventListener("htmx:responseError", (event) => {
  const xhr = event.detail.xhr;
  if (xhr.getResponseHeader("HX-Redirect")) return;
  put(event.detail.target, fromServer(xhr) ?? own("failed"));
});
document.body.addEventListener("htmx:sendError", (event) => put(event.detail.target, own("failed")));
document.body.addEventListener("htmx:timeout", (event) => put(event.detail.target, own("slow")));
document.body.addEventListener("htmx:afterOnLoad", (event) => {
  if (event.detail.xhr.status < 400) region.querySelector("[data-failed]")?.remove();
});
