// A combobox over the plain search box: titles and words while typing.
const WAIT = 90;

for (const form of document.querySelectorAll("[data-suggestions]")) attach(form);

function attach(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.role = "listbox";
  list.ariaLabel = form.dataset.suggestionsLabel;
  list.hidden = true;
  form.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  let timer;
  let asked;
  let chosen = -1;

  function close() {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function select(place) {
    const options = [...list.children];
    chosen = (place + options.length + 1) % (options.length + 1);
    if (chosen === options.length) chosen = -1;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    }
  }

  function follow(option) {
    if (option.dataset.url) location.assign(option.dataset.url);
    else {
      input.value = option.dataset.query;
      close();
      form.requestSubmit();
    }
  }

  function show(found) {
    list.replaceChildren(
      ...found.titles.map(({ title, kind, url }) => row({ url }, title, kind)),
      ...found.queries.map((query) => row({ query }, query, form.dataset.suggestionsWord)),
    );
    [...list.children].forEach((option, at) => { option.id = `${list.id}-${at}`; });
    chosen = -1;
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  function row(data, text, kind) {
    const option = document.createElement("li");
    option.role = "option";
    option.className = "suggestions__option";
    option.setAttribute("aria-selected", "false");
    Object.assign(option.dataset, data);
    option.append(text);
    if (kind) {
      option.append(" ");
      const label = document.createElement("span");
      label.className = "suggestions__kind";
      label.append(kind);
      option.append(label);
    }
    return option;
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const url = `${form.dataset.suggestions}?${new URLSearchParams({ q: input.value })}`;
    try {
      const answer = await fetch(url, { signal: asked.signal });
      if (answer.ok && document.activeElement === input) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.setAttribute("aria-expanded", "false");
  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < 2) close();
    else timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { close(); event.preventDefault(); }
    if (list.hidden) return;
    if (event.key === "ArrowDown") { select(chosen + 1); event.preventDefault(); }
    if (event.key === "ArrowUp") { select(chosen < 0 ? list.children.length - 1 : chosen - 1); event.preventDefault(); }
    if (event.key === "Enter" && chosen >= 0) { follow(list.children[chosen]); event.preventDefault(); }
  });
  // The press, not the click: by then the box has lost focus and the list is gone.
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) follow(option);
  });
  input.addEventListener("blur", close);
}
