// Says how a search ended: which result was opened, or that none was. Links stay
// plain links, so a page without scripts says nothing and works the same.
const form = document.querySelector("[data-search-ending]");

if (form) {
  let said = false;
  let goesOn = false;
  const say = (place) => {
    if (said) return;
    said = true;
    const body = new FormData(form);
    body.set("place", place);
    fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" }, keepalive: true }).catch(() => {});
  };

  // Another page, order or filter of the same words is still the same search.
  const asksTheSame = (url, words) => url.pathname === location.pathname && words === form.dataset.words;
  const staysHere = (url) => url.pathname + url.search === location.pathname + location.search;

  const follow = (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.button === 2) return;
    const hit = link.closest("[data-hits] > li");
    if (hit) {
      say(String([...hit.parentElement.children].indexOf(hit) + 1));
      return;
    }
    const url = new URL(link.href, location.href);
    if (!staysHere(url)) goesOn = asksTheSame(url, url.searchParams.get("q") ?? "");
  };
  document.addEventListener("click", follow);
  document.addEventListener("auxclick", follow);
  document.addEventListener("submit", (event) => {
    const words = event.target.elements.namedItem("q")?.value ?? "";
    goesOn = asksTheSame(new URL(event.target.action, location.href), words);
  });
  addEventListener("pagehide", () => { if (!goesOn) say(""); });
  addEventListener("pageshow", () => { goesOn = false; });
}
