// Turns "up to 400 characters" into a running count near the limit.
for (const mark of document.querySelectorAll("[data-limit-for]")) {
  const field = document.getElementById(mark.dataset.limitFor);
  const limit = Number(mark.dataset.limit);
  if (!field || !limit) continue;
  const told = mark.textContent;
  const count = () => {
    const used = [...field.value].length;
    mark.textContent = used > limit * 0.7 ? `${used} / ${limit}` : told;
    mark.classList.toggle("field__count--over", used > limit);
  };
  field.addEventListener("input", count);
  count();
}
