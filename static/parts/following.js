// Live output stays at its end, as long as the reader is there.
const NEAR = 24;

function follow(box) {
  box.dataset.following = "yes";
  let atEnd = true;
  box.addEventListener("scroll", () => {
    atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
  });
  new MutationObserver(() => {
    if (atEnd) box.scrollTop = box.scrollHeight;
  }).observe(box, { childList: true, subtree: true });
  box.scrollTop = box.scrollHeight;
}

htmx.onLoad((root) => {
  for (const box of root.querySelectorAll("[data-follow]:not([data-following])")) follow(box);
});
