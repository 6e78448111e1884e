// <form data-passkey="create|get">: before it is sent, the browser makes or finds the passkey, and its answer goes
// into the hidden field "credential". The server's question is in the JSON that data-passkey-options names by its
// id, or is asked for at data-passkey-url. What went wrong is told by [data-passkey-trouble] in the form.

const ABLE = Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON);

async function questionOf(form) {
  const { passkeyOptions, passkeyUrl } = form.dataset;
  if (passkeyOptions) return JSON.parse(document.getElementById(passkeyOptions).textContent);
  const answer = await fetch(passkeyUrl, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return (await answer.json()).request_options;
}

// A passkey that opens the account alone is kept on the device and proves who holds it.
function asWanted(options, form) {
  const alone = form.elements.passwordless;
  if (!alone) return options;
  const residentKey = alone.checked ? "required" : "discouraged";
  const selection = { ...options.authenticatorSelection, residentKey, requireResidentKey: alone.checked };
  if (alone.checked) selection.userVerification = "required";
  return { ...options, authenticatorSelection: selection };
}

async function credentialFor(form) {
  const { publicKey } = await questionOf(form);
  if (form.dataset.passkey === "create") {
    const options = PublicKeyCredential.parseCreationOptionsFromJSON(asWanted(publicKey, form));
    return navigator.credentials.create({ publicKey: options });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
}

function tell(form, trouble) {
  for (const note of form.querySelectorAll("[data-passkey-trouble]")) {
    note.hidden = note.dataset.passkeyTrouble !== trouble;
  }
}

async function use(form) {
  tell(form, "");
  if (!ABLE) {
    tell(form, "unknown");
    return;
  }
  form.dataset.asking = "true";
  try {
    const credential = await credentialFor(form);
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch {
    tell(form, "refused");
  } finally {
    delete form.dataset.asking;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-passkey]");
  if (!form) return;
  event.preventDefault();
  if (!form.dataset.asking) use(form);
});
