// Offers people while a name is typed; the server takes what is typed all the same.
const part = document.querySelector("[data-people]");
const field = part?.querySelector("input[name=person]");

if (field) {
  const list = document.createElement("datalist");
  list.id = "osoby";
  field.after(list);
  field.setAttribute("list", list.id);
  let asked = 0;

  field.addEventListener("input", async () => {
    const mine = ++asked;
    const typed = field.value.trim();
    if (typed.length < 2 || typed.includes("@")) { list.replaceChildren(); return; }
    try {
      const answer = await fetch(`${part.dataset.people}?q=${encodeURIComponent(typed)}`);
      const { people } = answer.ok ? await answer.json() : { people: [] };
      if (mine === asked) list.replaceChildren(...people.map((name) => new Option("", name)));
    } catch {
      list.replaceChildren();
    }
  });
}
