// Says which requests a person caused: what polls by itself must not keep a session alive.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.triggeringEvent?.isTrusted) event.detail.headers["TSM-Act"] = "1";
});
