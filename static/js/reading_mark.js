// Marks what has been on the screen as read: by a POST, once the reader stayed.
const form = document.querySelector("[data-reading-mark]");

if (form) {
  const field = form.elements.position;
  const last = Number(field.value);
  const STAY = 1500;
  let reached = 0;
  let sent = 0;
  let timer = 0;

  const send = () => {
    if (reached <= sent || document.visibilityState !== "visible") return;
    sent = reached;
    const body = new FormData(form);
    body.set("position", String(reached));
    fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" }, keepalive: true })
      .then((answer) => { if (answer.ok && sent >= last) form.hidden = true; else if (!answer.ok) sent = 0; })
      .catch(() => { sent = 0; });
  };
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) reached = Math.max(reached, Number(entry.target.dataset.position));
    }
    clearTimeout(timer);
    timer = setTimeout(send, STAY);
  });
  // The end of a post, so that a long one counts only when read to its end.
  for (const post of document.querySelectorAll("[data-position]")) {
    const end = post.lastElementChild ?? post;
    end.dataset.position = post.dataset.position;
    watcher.observe(end);
  }
}
