// Counts an undo toast down and takes it away at the end. The server keeps the deadline; this only shows it.
// <div class="toast" data-undo="10"> … <span data-undo-count hidden></span> … </div>
// Any [data-dismiss] button takes away the toast around it.

const started = new WeakSet();

function start(toast) {
  if (started.has(toast)) return;
  started.add(toast);
  const count = toast.querySelector("[data-undo-count]");
  const end = performance.now() + Number(toast.dataset.undo) * 1000;
  const tick = () => {
    const left = Math.ceil((end - performance.now()) / 1000);
    if (left <= 0 || !toast.isConnected) {
      clearInterval(timer);
      close(toast);
      return;
    }
    if (count) {
      count.hidden = false;
      count.textContent = new Intl.NumberFormat(document.documentElement.lang || undefined, {
        style: "unit", unit: "second", unitDisplay: "narrow",
      }).format(left);
    }
  };
  const timer = setInterval(tick, 250);
  tick();
}

function close(toast) {
  // Never pull the focus away to nowhere, and never cut off an undo that is on its way.
  if (toast.querySelector("form[data-sent]")) return;
  const hadFocus = toast.contains(document.activeElement);
  toast.remove();
  if (hadFocus) document.getElementById("main")?.focus({ preventScroll: true });
}

function scan(root) {
  root.querySelectorAll("[data-undo]").forEach(start);
  root.querySelectorAll(".toast [data-dismiss][hidden]").forEach((button) => { button.hidden = false; });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-dismiss]");
  if (button) close(button.closest(".toast"));
});

// A page brought back by the Back button shows no offer that has run out.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("[data-undo]").forEach((toast) => toast.remove());
});

scan(document);
const region = document.getElementById("toasts");
if (region) new MutationObserver(() => scan(region)).observe(region, { childList: true, subtree: true });
