// A part of the page that asks for news ([data-poll]) rests while nobody sees it, and asks at once when somebody
// does again. What is folded out in it stays so.

document.addEventListener("htmx:before:request", (event) => {
  if (document.hidden && event.target.matches?.("[data-poll]")) event.preventDefault();
});

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  for (const part of document.querySelectorAll("[data-poll]")) part.dispatchEvent(new Event("looked-at"));
});

let open = [];
document.addEventListener("htmx:before:swap", () => {
  open = [...document.querySelectorAll("[data-poll] details[open][id]")].map((details) => details.id);
});
document.addEventListener("htmx:after:swap", () => {
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
});
