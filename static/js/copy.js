// A button that copies whatever says data-copy, in the bar above it or beside it. Its words are the page's own
// (data-copy-do, data-copy-done). Without JavaScript the text can be selected as it is.

const PAUSE_MS = 2000;

function select(block) {
  getSelection().selectAllChildren(block);
}

async function copy(block, button) {
  try {
    await navigator.clipboard.writeText(block.textContent);
  } catch {
    // Not allowed, or no secure page: then the next key press copies.
    select(block);
    return;
  }
  button.firstChild.data = block.dataset.copyDone;
  setTimeout(() => { button.firstChild.data = block.dataset.copyDo; }, PAUSE_MS);
}

function addButton(block) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--small";
  button.append(block.dataset.copyDo);
  if (block.ariaLabel) {
    const what = document.createElement("span");
    what.className = "visually-hidden";
    what.textContent = block.ariaLabel;
    button.append(what);
  }
  button.addEventListener("click", () => copy(block, button));
  const bar = block.parentElement.querySelector("[data-copy-bar]");
  if (bar) bar.append(button);
  else block.after(button);
}

document.querySelectorAll("[data-copy]").forEach(addButton);

// A page that is left may be kept by the browser for "back": a secret is not kept with it.
window.addEventListener("pagehide", () => {
  document.querySelectorAll("[data-secret]").forEach((block) => block.replaceChildren("…"));
});
