// Keeps what is not asked for out of the address of a list.
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.matches?.("form.filter-bar")) return;
  for (const [name, value] of [...event.detail.formData.entries()]) if (value === "") event.detail.formData.delete(name);
});
