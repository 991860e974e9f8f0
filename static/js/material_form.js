// The form of a material: saves itself, moves its steps, sends its files.
import "./steps.js";
import "./autosave.js";
import "./upload.js";
import "./people.js";

// Shows only the choice that belongs to the chosen visibility.
const choices = document.querySelectorAll("[name=visibility]");
const showChosen = () => {
  const chosen = [...choices].find((choice) => choice.checked)?.value;
  for (const part of document.querySelectorAll("[data-shown-for]")) {
    part.hidden = part.dataset.shownFor !== chosen;
  }
};
for (const choice of choices) choice.addEventListener("change", showChosen);
showChosen();

// A link to a field inside a closed part opens the part first.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  field.closest("details")?.setAttribute("open", "");
  event.preventDefault();
  field.scrollIntoView({ block: "center" });
  (field.matches("input, select, textarea") ? field : field.querySelector("input"))?.focus();
});
