// <button data-print>: what is on the page, on paper (the styles for it are in static/css/utilities.css).

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-print]")) print();
});
