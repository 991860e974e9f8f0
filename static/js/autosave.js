// Saves the draft while it is being written, and keeps a copy in this tab until
// the server has it, so that a lost session or connection loses nothing.
import { showSteps } from "./steps.js";

const form = document.querySelector("[data-autosave]");
const PAUSE = 2000;

if (form) {
  const status = document.querySelector("[data-save-status]");
  const key = `draft-${form.dataset.keepAs}`;
  let timer, sending, again, stopped;

  const typed = () => {
    const data = new FormData(form);
    data.delete("files");
    return data;
  };
  const keepCopy = () => {
    const entries = [...typed()].filter(([name]) => name !== "csrfmiddlewaretoken");
    try { sessionStorage.setItem(key, JSON.stringify(entries)); } catch { /* full or forbidden: the server still saves */ }
  };
  const say = (words) => { status.textContent = words; };

  const save = async () => {
    if (stopped) return;
    if (sending) { again = true; return; }
    sending = true;
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: typed(), headers: { Accept: "application/json" },
      });
      if (answer.status === 401 || answer.status === 403) say(form.dataset.signedOut);
      else if (answer.status === 409) { stopped = true; say(form.dataset.conflict); }
      else if (answer.status === 422) say(form.dataset.refused);
      else if (!answer.ok) say(form.dataset.offline);
      else await accept(await answer.json());
    } catch {
      say(form.dataset.offline);
    }
    sending = false;
    if (again) { again = false; await save(); }
  };

  const accept = async (answer) => {
    form.elements.version.value = answer.version;
    say(answer.status);
    document.querySelector("[data-missing]").innerHTML = answer.missing;
    if (!again) sessionStorage.removeItem(key);
  };

  form.addEventListener("input", () => {
    keepCopy();
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => { clearTimeout(timer); stopped = true; keepCopy(); });
  form.addEventListener("files-sent", (event) => accept({ status: status.textContent, ...event.detail }));

  // What an earlier page of this tab could not save goes back into the fields.
  const restore = () => {
    const kept = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    if (!kept || document.querySelector(".error-summary, [data-error-summary]")) return;
    const entries = new Map();
    for (const [name, value] of JSON.parse(kept)) entries.set(name, [...(entries.get(name) ?? []), value]);
    if (String(entries.get("version")) !== form.elements.version.value) return;
    showSteps(Number(entries.get("steps-TOTAL_FORMS")?.[0] ?? 0));
    for (const field of form.elements) {
      if (!field.name || ["hidden", "file", "submit"].includes(field.type)) continue;
      const values = entries.get(field.name) ?? [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
    say(form.dataset.unsaved);
    form.dispatchEvent(new Event("input"));
  };
  restore();
}
