// Takes the reader to what was refused.
document.querySelector("[data-error-summary]")?.focus();
