// A form that changes something is sent once: its buttons are off until the answer comes.
// Leave a form alone with data-once="off" (for example when its answer is a download).

const GIVE_UP_MS = 20_000;

function release(form) {
  delete form.dataset.sent;
  for (const button of form.ownerDocument.querySelectorAll("[data-sent-by-once]")) {
    if (button.form !== form) continue;
    button.disabled = false;
    button.removeAttribute("data-sent-by-once");
    button.removeAttribute("aria-busy");
  }
}

function isGuarded(form, submitter) {
  const method = submitter?.formMethod || form.method;
  return form.dataset.once !== "off" && (method === "post" || form.matches("[hx-post]"));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!isGuarded(form, event.submitter)) return;
  if (form.dataset.sent) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sent = "true";
  // After this turn, or the button's own name and value would not be sent.
  setTimeout(() => {
    if (event.defaultPrevented && !form.matches("[hx-post]")) {
      release(form);
      return;
    }
    for (const button of form.elements) {
      if (button.type !== "submit" || button.disabled) continue;
      button.disabled = true;
      button.setAttribute("data-sent-by-once", "");
      if (button === event.submitter) button.setAttribute("aria-busy", "true");
    }
  });
  setTimeout(() => release(form), GIVE_UP_MS);
}, true);

function releaseAll() {
  document.querySelectorAll("form[data-sent]").forEach(release);
}

window.addEventListener("pageshow", releaseAll);
document.addEventListener("htmx:finally:request", (event) => {
  const form = event.target.closest?.("form[data-sent]");
  if (form) release(form);
  else releaseAll();
});
