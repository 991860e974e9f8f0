// A text being written: saves itself, shows itself, offers people to name.
import { offerPeople } from "./mentions.js";

const WAIT = 1200;
const FETCHED = { "X-Requested-With": "fetch" };

for (const form of document.querySelectorAll("[data-composer]")) {
  const text = form.querySelector("[data-composer-text]");
  const status = form.querySelector("[data-draft-status]");
  const preview = form.querySelector("[data-preview]");
  let timer = 0;
  let saving = Promise.resolve();
  let leaving = false;
  let conflict = false;

  const say = (words) => { status.textContent = words; };
  const clock = () => new Date().toLocaleTimeString("pl-PL", { hour: "2-digit", minute: "2-digit" });

  const save = async () => {
    if (leaving) return;
    try {
      const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: new FormData(form), headers: FETCHED });
      const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
      if (answer.ok && "version" in told) {
        form.elements.draft_version.value = told.version;
        say(told.version ? form.dataset.saved.replace("00:00", clock()) : "");
      } else {
        conflict = answer.status === 409;
        say(told.said ?? form.dataset.unsaved);
      }
    } catch {
      say(form.dataset.unsaved);
    }
  };
  const saveNow = () => { clearTimeout(timer); saving = saving.then(save); return saving; };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(saveNow, WAIT);
  });
  form.addEventListener("submit", () => { leaving = true; clearTimeout(timer); });
  addEventListener("pageshow", () => { leaving = false; });

  form.querySelector("[data-draft-button]")?.addEventListener("click", (event) => {
    // Two drafts: the page that the server makes then shows both.
    if (conflict) return;
    event.preventDefault();
    saveNow();
  });
  form.querySelector("[data-preview-button]")?.addEventListener("click", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(form.dataset.previewUrl, { method: "POST", body: new FormData(form), headers: FETCHED });
      if (!answer.ok) { say(form.dataset.unsaved); return; }
      // Safe: made by the same sanitiser as every post.
      preview.querySelector("[data-preview-body]").innerHTML = await answer.text();
      preview.hidden = false;
      preview.scrollIntoView({ block: "nearest" });
    } catch {
      say(form.dataset.unsaved);
    }
  });
  offerPeople(text, form.dataset.peopleUrl);
}

// „Odpowiedz” and „Zacytuj” lead here: ready to write, at the end of what is there.
if (new URLSearchParams(location.search).has("odpowiedz") || new URLSearchParams(location.search).has("cytuj")) {
  const text = document.querySelector("[data-composer-text]");
  text?.focus();
  text?.setSelectionRange(text.value.length, text.value.length);
}
