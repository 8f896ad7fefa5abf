// Says which requests a person caused: what polls by itself must not keep a session alive.
document.addEventListener("htmx:configRequest", (event) => {
  const { triggeringEvent: cause, target } = event.detail;
  // A dialog and the commands are fetched by our own scripts, which only keys and clicks call.
  const called = !cause && (target?.id === "dialog" || target?.id === "commands");
  if (called || cause?.isTrusted) event.detail.headers["TSM-Act"] = "1";
});
