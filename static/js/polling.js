// A part of the page that asks for news ([data-poll]) rests while nobody sees it, and asks at once when somebody
// does again. After a while without a key or a touch it stops for good, says so, and begins again when it is told to
// ([data-paused], [data-poll-again]). What is folded out in it stays so.

const AWAKE_MS = 15 * 60_000;
let touched = performance.now();

const isAsleep = () => performance.now() - touched > AWAKE_MS;
const parts = () => document.querySelectorAll("[data-poll]");

function say(asleep) {
  const note = document.querySelector("[data-paused]");
  if (note) note.hidden = !asleep;
}

function lookAgain() {
  touched = performance.now();
  say(false);
  for (const part of parts()) part.dispatchEvent(new Event("looked-at"));
}

document.addEventListener("htmx:before:request", (event) => {
  if (!event.target.matches?.("[data-poll]")) return;
  if (document.hidden || isAsleep()) event.preventDefault();
  if (isAsleep()) say(true);
});

for (const sign of ["keydown", "pointerdown"]) {
  document.addEventListener(sign, () => {
    if (!isAsleep()) touched = performance.now();
  }, { passive: true });
}
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-poll-again]")) lookAgain();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && parts().length && !isAsleep()) lookAgain();
});

let open = [];
document.addEventListener("htmx:before:swap", () => {
  open = [...document.querySelectorAll("[data-poll] details[open][id]")].map((details) => details.id);
});
document.addEventListener("htmx:after:swap", () => {
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
});
