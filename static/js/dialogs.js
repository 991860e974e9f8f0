// Opens a <dialog> by the id its button names.
for (const button of document.querySelectorAll("[data-dialog-open]")) {
  button.addEventListener("click", () => {
    document.getElementById(button.dataset.dialogOpen)?.showModal();
  });
}
