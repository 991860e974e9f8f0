// Shows the chosen theme at once and stores it in the background.
for (const form of document.querySelectorAll("[data-theme-switch]")) {
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button) return;
    event.preventDefault();
    const body = new FormData(form, button);
    const theme = button.value;
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    for (const choice of form.querySelectorAll("[aria-pressed]")) {
      choice.setAttribute("aria-pressed", String(choice === button));
    }
    fetch(form.action, { method: "POST", body, redirect: "manual" });
  });
}
