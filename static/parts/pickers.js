// Fields that name a directory object become pickers. What is typed and not picked is kept: the server looks it up.
const SOURCE = document.querySelector("meta[name=tsm-picker]").content;
let loading = null;

function library() {
  loading ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = SOURCE;
    script.addEventListener("load", done);
    script.addEventListener("error", failed);
    document.head.append(script);
  });
  return loading;
}

async function options(kind, query, done) {
  const url = `${document.body.dataset.picks}?${new URLSearchParams({ kind, q: query })}`;
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    const found = answer.ok ? await answer.json() : [];
    done(Array.isArray(found) ? found : (found.items ?? found.options ?? []));
  } catch {
    done([]);
  }
}

// What tells two of the same name apart, without the name once more.
function more({ text = "", sub = "" }) {
  return sub.split(" · ").filter((part) => part !== text).join(" · ");
}

function make(field) {
  const kind = field.dataset.pickerKind;
  const many = field.dataset.pickerMany === "true";
  const words = document.body.dataset;
  const focused = document.activeElement === field;
  const picker = new TomSelect(field, {
    valueField: "value",
    labelField: "text",
    searchField: [],
    delimiter: "\n",
    maxItems: many ? null : 1,
    plugins: many ? { remove_button: { title: words.remove } } : [],
    create: true,
    createOnBlur: true,
    maxOptions: 20,
    loadThrottle: 150,
    score: () => () => 1,
    shouldLoad: (query) => query.length > 0,
    load(query, done) {
      this.clearOptions((option) => this.items.includes(option.value));
      options(kind, query, done);
    },
    render: {
      option: (item, escape) => `<div><span>${escape(item.text)}</span> <span class="sub">${escape(more(item))}</span></div>`,
      option_create: (item, escape) => `<div class="create">${escape(words.asTyped)} <b>${escape(item.input)}</b></div>`,
      no_results: (item, escape) => `<div class="no-results">${escape(words.noneFound)}</div>`,
      loading: () => "",
    },
  });
  field.setAttribute("aria-hidden", "true");  // the picker has taken its label
  field.tabIndex = -1;
  if (focused) picker.focus();
  // What was typed to find it is not one more.
  picker.on("item_add", () => {
    picker.setTextboxValue("");
    picker.clearOptions((option) => picker.items.includes(option.value));
    picker.close(false);
  });
  picker.on("change", () => field.dispatchEvent(new Event("change", { bubbles: true })));
}

// The pickers' measures are style attributes, which htmx would copy to what comes in their place.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.shouldSwap) return;
  for (const part of detail.target.querySelectorAll(".ts-wrapper [style], .tomselected[style]")) part.removeAttribute("style");
});

htmx.onLoad(async (root) => {
  const fields = [...root.querySelectorAll("[data-picker-kind]:not(.tomselected)")];
  if (!fields.length || !document.body.dataset.picks) return;
  await library();
  for (const field of fields) if (field.isConnected && !field.tomselect) make(field);
});
