// Sends files with their progress and shows a verdict for each.
for (const part of document.querySelectorAll("[data-upload]")) {
  const input = part.querySelector("input[type=file]");
  const progress = part.querySelector("progress");
  const verdicts = part.querySelector("[data-verdicts]");
  const { form } = input;

  const show = (list) => {
    verdicts.replaceChildren(...list.map(({ name, is_accepted: accepted, message }) => {
      const line = document.createElement("li");
      line.className = `upload__verdict${accepted ? "" : " upload__verdict--refused"}`;
      line.textContent = name ? `${name}: ${message}` : message;
      return line;
    }));
  };
  const failed = () => show([{ name: "", is_accepted: false, message: part.dataset.failed }]);

  const send = () => {
    const request = new XMLHttpRequest();
    progress.hidden = false;
    progress.value = 0;
    request.upload.addEventListener("progress", (event) => { progress.value = (event.loaded / event.total) * 100; });
    request.addEventListener("error", failed);
    request.addEventListener("loadend", () => { progress.hidden = true; });
    request.addEventListener("load", () => {
      if (request.status !== 200) { failed(); return; }
      const answer = JSON.parse(request.responseText);
      document.querySelector("[data-files]").innerHTML = answer.files;
      show(answer.verdicts);
      input.value = "";
      form.dispatchEvent(new CustomEvent("files-sent", { detail: answer }));
    });
    request.open("POST", part.dataset.upload);
    request.setRequestHeader("Accept", "application/json");
    request.send(new FormData(form));
  };
  input.addEventListener("change", () => { if (input.files.length) send(); });
}
