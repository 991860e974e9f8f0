// Sends the form of filters as soon as a box is ticked, where both are in sight.
// Which facets are open is kept, for the page comes anew each time.
const wide = matchMedia("(min-width: 62rem)");
const KEPT = "open-facets";

for (const form of document.querySelectorAll("[data-filters]")) {
  document.documentElement.classList.add("js-filters");
  const facets = form.querySelectorAll("[data-facet]");
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  for (const facet of facets) {
    const key = facet.dataset.facet;
    if (key in kept && !facet.querySelector(":checked")) facet.open = kept[key];
    facet.addEventListener("toggle", () => {
      kept[key] = facet.open;
      sessionStorage.setItem(KEPT, JSON.stringify(kept));
    });
  }
  // An empty end of a range would only make the address longer.
  form.addEventListener("formdata", ({ formData }) => {
    for (const input of form.querySelectorAll(".range__input")) {
      if (!input.value) formData.delete(input.name);
    }
  });
  form.addEventListener("change", (event) => {
    if (!wide.matches || event.target.type !== "checkbox") return;
    sessionStorage.setItem("focus-filter", `${event.target.name}=${event.target.value}`);
    form.requestSubmit();
  });
  const focused = sessionStorage.getItem("focus-filter");
  sessionStorage.removeItem("focus-filter");
  if (focused && wide.matches) {
    for (const box of form.querySelectorAll("[type=checkbox]")) {
      if (`${box.name}=${box.value}` === focused) box.focus();
    }
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && location.hash === "#filtry") location.hash = "#tresc";
});
