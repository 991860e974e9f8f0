// Sends files with their progress and shows a verdict for each.
for (const part of document.querySelectorAll("[data-upload]")) {
  const input = part.querySelector("input[type=file]");
  const progress = part.querySelector("progress");
  const verdicts = part.querySelector("[data-verdicts]");
  const { form } = input;

  // The browser's own control speaks the browser's language and sends nothing by itself.
  const choose = document.createElement("button");
  choose.type = "button";
  choose.className = "button button--quiet";
  choose.textContent = part.dataset.choose;
  choose.setAttribute("aria-describedby", input.getAttribute("aria-describedby"));
  choose.addEventListener("click", () => { input.click(); });
  part.querySelector("[data-send]").replaceChildren(choose);
  input.hidden = true;

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
  part.addEventListener("dragover", (event) => { event.preventDefault(); });
  part.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; send(); }
  });
  input.addEventListener("change", () => { if (input.files.length) send(); });
}
