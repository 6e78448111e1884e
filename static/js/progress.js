// Says that something is on its way, for whatever takes longer than a moment: a page, a form, a part of a page.
// The bar is drawn by static/css/components/progress.css; [data-progress] says it to whoever listens.

const PATIENCE_MS = 700;
const root = document.documentElement;
let timer;

function begin() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    root.dataset.busy = "true";
    const said = document.querySelector("[data-progress]");
    if (said) said.hidden = false;
  }, PATIENCE_MS);
}

function end() {
  clearTimeout(timer);
  delete root.dataset.busy;
  const said = document.querySelector("[data-progress]");
  if (said) said.hidden = true;
}

// A download leaves the page where it is, and no event tells when it has come: nothing is on its way here.
let isDownload = false;
document.addEventListener("click", ({ target }) => {
  isDownload = Boolean(target.closest?.("a[download]"));
}, true);
window.addEventListener("beforeunload", () => {
  if (!isDownload) begin();
});
window.addEventListener("pageshow", end);
document.addEventListener("visibilitychange", end);
document.addEventListener("htmx:before:request", (event) => {
  if (!event.target.matches?.("[data-poll]")) begin();
});
document.addEventListener("htmx:finally:request", end);
