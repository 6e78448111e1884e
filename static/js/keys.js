// Hotkeys that the page declares: <button data-key="1">, <a data-key="g q">. A key clicks, a key on a field focuses.
// Off while typing or in another window of the page; a reader can switch them off for good (WCAG 2.1.4): whoever is
// signed in for all their browsers (accounts/preferences), a visitor for this one.

const root = document.documentElement;
const STORE = "keys";
const PAUSE_MS = 900;
let pressed = "";
let timer;

const isOff = () => root.dataset.keys === "off";

function remember(off) {
  root.dataset.keys = off ? "off" : "on";
  try { localStorage.setItem(STORE, root.dataset.keys); } catch { /* then only for this page */ }
  document.querySelectorAll("[data-keys-toggle]").forEach((box) => { box.checked = !off; });
}

function isTyping(target) {
  return target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");
}

const visible = (scope) => [...scope.querySelectorAll("[data-key]")].filter((element) => element.checkVisibility());

function candidates() {
  const scope = document.querySelector("dialog:modal, .dialog:popover-open") ?? document;
  return visible(scope).filter((element) => !element.disabled);
}

function press(element) {
  if (element.matches("input, textarea, select")) element.focus();
  else element.click();
}

document.addEventListener("keydown", (event) => {
  if (isOff() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key.length > 1 || event.key === " " || isTyping(event.target)) return;
  clearTimeout(timer);
  const found = candidates();
  const typed = pressed ? `${pressed} ${event.key}` : event.key;
  const match = found.find((element) => element.dataset.key === typed) ?? found.find((element) => element.dataset.key === event.key);
  pressed = "";
  if (match && !event.repeat) {
    event.preventDefault();
    press(match);
  } else if (found.some((element) => element.dataset.key.startsWith(`${event.key} `))) {
    pressed = event.key;
    timer = setTimeout(() => { pressed = ""; }, PAUSE_MS);
  }
});

// The list of the page's keys is made when it is asked for, so that it is never out of date.
function fill(list) {
  list.replaceChildren();
  const listed = new Set();
  for (const element of visible(document)) {
    if (listed.has(element.dataset.key)) continue;
    listed.add(element.dataset.key);
    const term = document.createElement("dt");
    const key = document.createElement("kbd");
    const meaning = document.createElement("dd");
    key.textContent = element.dataset.key;
    meaning.textContent = (element.dataset.keyLabel ?? element.getAttribute("aria-label") ?? labelOf(element)).trim();
    term.append(key);
    list.append(term, meaning);
  }
}

function labelOf(element) {
  if (element.labels?.length) return element.labels[0].textContent;
  const copy = element.cloneNode(true);
  copy.querySelectorAll("kbd, .count").forEach((part) => part.remove());
  copy.querySelectorAll("img").forEach((image) => image.replaceWith(image.alt));
  return copy.textContent;
}

document.addEventListener("beforetoggle", (event) => {
  const list = event.target.querySelector?.("[data-keys-list]");
  if (list && event.newState === "open") fill(list);
}, true);
document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-keys-toggle]")) remember(!target.checked);
});

if (root.dataset.keys) remember(isOff());
else try { if (localStorage.getItem(STORE)) remember(localStorage.getItem(STORE) === "off"); } catch { /* stays on */ }
