// Keeps what was typed into <form data-draft="key"> in this tab, and gives it back after an expired session.
// Never files, hidden fields (so never the CSRF token), passwords, codes, or anything marked data-draft-skip.
// A draft goes when its form was sent and the next page is neither the form nor one marked data-draft-keep,
// or when a page says data-draft-done="key" (for "send and file another").

const owner = document.body.dataset.owner ?? "";
const prefix = "draft:";
const nameOf = (form) => `${prefix}${owner}:${form.dataset.draft}`;
const SKIPPED = new Set(["file", "hidden", "password", "submit", "button", "reset", "image"]);

function read(name) {
  try { return JSON.parse(sessionStorage.getItem(name)); } catch { return null; }
}

function write(name, draft) {
  try { sessionStorage.setItem(name, JSON.stringify(draft)); } catch { /* full or forbidden: typing goes on */ }
}

function fields(form) {
  return [...form.elements].filter((field) => field.name && !SKIPPED.has(field.type) && field.tagName !== "FIELDSET"
    && !field.autocomplete?.match(/one-time-code|password|^cc-/) && !field.closest("[data-draft-skip]"));
}

function valueOf(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked;
  if (field.multiple && field.options) return [...field.selectedOptions].map((option) => option.value);
  return field.value;
}

const keyOf = (field) => (["checkbox", "radio"].includes(field.type) ? `${field.name}=${field.value}` : field.name);

function setValue(field, value) {
  if (typeof value === "boolean") field.checked = value;
  else if (Array.isArray(value)) [...field.options].forEach((option) => { option.selected = value.includes(option.value); });
  else field.value = value;
}

function snapshot(form) {
  return Object.fromEntries(fields(form).map((field) => [keyOf(field), valueOf(field)]));
}

function keep(form, sent = false) {
  write(nameOf(form), { values: snapshot(form), sent });
}

function restore(form) {
  const draft = read(nameOf(form));
  // The server's answer to a failed attempt already holds what was typed.
  if (!draft || form.querySelector("[aria-invalid=true]")) return;
  const blank = snapshot(form);
  const changed = fields(form).filter((field) => {
    const kept = draft.values[keyOf(field)];
    return kept !== undefined && JSON.stringify(kept) !== JSON.stringify(blank[keyOf(field)]);
  });
  if (!changed.length) return;
  for (const field of changed) setValue(field, draft.values[keyOf(field)]);
  for (const field of changed) field.dispatchEvent(new Event("change", { bubbles: true }));
  const note = form.querySelector("[data-draft-note]");
  if (!note) return;
  note.hidden = false;
  note.querySelector("[data-draft-discard]")?.addEventListener("click", () => {
    form.reset();
    sessionStorage.removeItem(nameOf(form));
    note.hidden = true;
    fields(form)[0]?.focus();
  });
}

function sweep(forms) {
  if (document.querySelector("[data-draft-keep]")) return;
  document.querySelectorAll("[data-draft-done]").forEach(({ dataset }) => {
    sessionStorage.removeItem(`${prefix}${owner}:${dataset.draftDone}`);
  });
  const here = new Set(forms.map(nameOf));
  for (const name of Object.keys(sessionStorage).filter((item) => item.startsWith(prefix))) {
    if (!here.has(name) && read(name)?.sent) sessionStorage.removeItem(name);
  }
}

const forms = [...document.querySelectorAll("form[data-draft]")];
sweep(forms);
forms.forEach(restore);

let waiting;
document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (!form?.dataset.draft) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => keep(form), 300);
});
document.addEventListener("submit", ({ target }) => {
  clearTimeout(waiting);
  if (target.matches("[data-draft-forget]")) {
    Object.keys(sessionStorage).filter((name) => name.startsWith(prefix)).forEach((name) => sessionStorage.removeItem(name));
  } else if (target.dataset.draft) keep(target, true);
});
