// Makes and uses passkeys. The options come from the server as JSON: beside the
// form, or, before anybody is known, from the address the form is sent to.
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const withBytes = (list) => (list ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

async function optionsOf(form) {
  const beside = document.getElementById(form.dataset.passkeyOptions ?? "");
  if (beside) return Object.values(JSON.parse(beside.textContent))[0].publicKey;
  const answer = await fetch(form.action, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!answer.ok) throw new Error("no options");
  return (await answer.json()).request_options.publicKey;
}

function make(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: withBytes(options.excludeCredentials),
    // Where the device can keep it and ask for a finger or a PIN, no password is needed later.
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
  };
  return navigator.credentials.create({ publicKey });
}

function use(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: withBytes(options.allowCredentials),
  };
  return navigator.credentials.get({ publicKey });
}

function asJson(credential) {
  const { id, rawId, type, response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const said = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return JSON.stringify({
    id,
    type,
    rawId: text(rawId),
    response: Object.fromEntries(said),
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

function tell(form, reason) {
  const notes = [...form.querySelectorAll("[data-passkey-trouble]")];
  const fitting = notes.find((note) => note.dataset.passkeyTrouble === reason) ?? notes.at(-1);
  for (const note of notes) note.hidden = note !== fitting;
}

async function run(form) {
  const button = form.querySelector("[data-passkey-button]");
  button.setAttribute("aria-busy", "true");
  try {
    const options = await optionsOf(form);
    const credential = await (form.dataset.passkey === "make" ? make(options) : use(options));
    form.elements.credential.value = asJson(credential);
    form.submit();
  } catch (error) {
    tell(form, error.name);
    button.removeAttribute("aria-busy");
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.querySelector("[data-passkey-without]").hidden = true;
  const isPossible = window.isSecureContext && window.PublicKeyCredential && navigator.credentials;
  if (!isPossible) {
    tell(form, "NotSupportedError");
    continue;
  }
  form.querySelector("[data-passkey-button]").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(form);
  });
}
