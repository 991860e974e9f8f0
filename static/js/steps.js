// Adds, moves and removes steps in the page; without scripts the server does it.
const part = document.querySelector("[data-steps]");

export function showSteps(count) {
  const list = part?.querySelector("[data-step-list]");
  while (list && list.children.length < count) addStep(list);
}

function addStep(list) {
  list.append(part.querySelector("[data-step-template]").content.cloneNode(true));
  renumber(list);
  return list.lastElementChild;
}

function renumber(list) {
  const steps = [...list.children];
  steps.forEach((step, number) => {
    step.querySelector("[data-step-number]").textContent = number + 1;
    for (const node of step.querySelectorAll("*")) {
      for (const name of ["name", "id", "for", "aria-describedby", "data-limit-for"]) {
        const value = node.getAttribute(name);
        if (value) node.setAttribute(name, value.replace(/steps-(\d+|__prefix__)-/g, `steps-${number}-`));
      }
    }
    for (const button of step.querySelectorAll("[data-step-order]")) {
      button.value = `${button.dataset.stepOrder}-${number}`;
    }
  });
  part.querySelector("[name=steps-TOTAL_FORMS]").value = steps.length;
  part.querySelector("[name=steps-INITIAL_FORMS]").value = 0;
  showMinutes();
}

function showMinutes() {
  const sum = [...part.querySelectorAll("[name$=-minutes]")]
    .filter((input) => input.name.startsWith("steps-"))
    .reduce((total, input) => total + (Number.parseInt(input.value, 10) || 0), 0);
  const all = Number.parseInt(document.getElementById("id_duration_minutes").value, 10) || 0;
  const words = !all ? part.dataset.alone : sum > all ? part.dataset.over : part.dataset.under;
  const output = part.querySelector("[data-minutes]");
  output.textContent = sum ? words.replace("{sum}", sum).replace("{all}", all).replace("{over}", sum - all) : "";
  output.classList.toggle("field__count--over", all > 0 && sum > all);
}

function order(button) {
  const list = part.querySelector("[data-step-list]");
  if (button.matches("[data-step-add]")) {
    addStep(list).querySelector("input").focus();
    return;
  }
  const step = button.closest("[data-step]");
  if (button.dataset.stepOrder === "up") step.previousElementSibling?.before(step);
  if (button.dataset.stepOrder === "down") step.nextElementSibling?.after(step);
  if (button.dataset.stepOrder === "remove") {
    const next = step.nextElementSibling ?? step.previousElementSibling;
    step.remove();
    (next?.querySelector("input") ?? part.querySelector("[data-step-add]")).focus();
  } else button.focus();
  renumber(list);
}

if (part) {
  part.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step-add], [data-step-order]");
    if (!button) return;
    event.preventDefault();
    order(button);
    part.dispatchEvent(new Event("input", { bubbles: true }));
  });
  document.getElementById("material-form").addEventListener("input", showMinutes);
}
