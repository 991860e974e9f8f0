// Says that a material was read, printed or downloaded; each once for a tab.
const form = document.querySelector("[data-counting]");

if (form) {
  const say = (what, address) => {
    const key = `${what}:${form.dataset.counting}`;
    if (sessionStorage.getItem(key)) return;
    sessionStorage.setItem(key, "yes");
    fetch(address, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" }, keepalive: true })
      .then((answer) => { if (!answer.ok) sessionStorage.removeItem(key); })
      .catch(() => sessionStorage.removeItem(key));
  };

  if (form.dataset.stay) {
    // Only the time when the page can be seen.
    let left = Number(form.dataset.stay) * 1000;
    let since = 0;
    let timer = 0;
    const watch = () => {
      clearTimeout(timer);
      if (since) left -= performance.now() - since;
      since = document.visibilityState === "visible" ? performance.now() : 0;
      if (since) timer = setTimeout(() => say("read", form.action), Math.max(left, 0));
    };
    document.addEventListener("visibilitychange", watch);
    watch();
  }

  const take = () => say("taken", form.dataset.taken);
  addEventListener("beforeprint", take);
  for (const list of document.querySelectorAll("[data-files]")) {
    for (const kind of ["click", "auxclick"]) {
      list.addEventListener(kind, (event) => {
        if (event.button !== 2 && event.target.closest("a")) take();
      });
    }
  }
}
