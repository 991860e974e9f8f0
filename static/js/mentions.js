// Offers members while a handle is typed after "@"; arrows choose, Enter takes.
const TYPED = /(?:^|[\s(])@([\p{L}\d.-]{0,40})$/u;
let lists = 0;

export function offerPeople(text, url) {
  if (!text || !url) return;
  const list = document.createElement("ul");
  list.className = "mentions";
  list.id = `osoby-${++lists}`;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  text.after(list);
  text.setAttribute("aria-controls", list.id);
  text.setAttribute("aria-autocomplete", "list");
  let asked = 0;
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    text.removeAttribute("aria-activedescendant");
  };
  const choose = (index) => {
    const items = list.children;
    chosen = (index + items.length) % items.length;
    for (const [at, item] of [...items].entries()) item.setAttribute("aria-selected", String(at === chosen));
    text.setAttribute("aria-activedescendant", items[chosen].id);
  };
  const take = (item) => {
    const before = text.value.slice(0, text.selectionStart).replace(/@[\p{L}\d.-]*$/u, `@${item.dataset.handle} `);
    const after = text.value.slice(text.selectionStart);
    text.value = before + after;
    text.setSelectionRange(before.length, before.length);
    close();
    text.focus();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const show = (people) => {
    list.replaceChildren(...people.map((person, at) => {
      const item = document.createElement("li");
      item.className = "mentions__item";
      item.id = `${list.id}-${at}`;
      item.setAttribute("role", "option");
      item.dataset.handle = person.handle;
      const name = document.createElement("strong");
      name.textContent = person.name;
      const handle = document.createElement("span");
      handle.className = "soft";
      handle.textContent = `@${person.handle}`;
      item.append(name, handle);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(item); });
      return item;
    }));
    list.hidden = people.length === 0;
    if (people.length) choose(0);
    else close();
  };

  text.addEventListener("input", async () => {
    const typed = TYPED.exec(text.value.slice(0, text.selectionStart));
    const mine = ++asked;
    if (!typed) { close(); return; }
    try {
      const answer = await fetch(`${url}?q=${encodeURIComponent(typed[1])}`);
      const { people } = answer.ok ? await answer.json() : { people: [] };
      if (mine === asked) show(people);
    } catch {
      close();
    }
  });
  text.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      take(list.children[chosen]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
  text.addEventListener("blur", () => setTimeout(close, 150));
}
