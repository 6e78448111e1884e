// Two pictures that are looked at as one ([data-compare], templates/components/compare.html): enlarged and moved
// together, next to each other, behind a slider, or one over the other. All of it by keyboard, too.

const MOST = 8;
const STEP_PX = 40;

function start(box) {
  box.dataset.started = "true";
  const stage = box.querySelector(".compare__stage");
  const at = box.querySelector("[data-compare-at]");
  const told = box.querySelector("[data-compare-told]");
  const view = { zoom: 1, x: 0, y: 0 };

  function show() {
    if (view.zoom === 1) view.x = view.y = 0;
    box.style.setProperty("--zoom", view.zoom);
    box.style.setProperty("--x", `${view.x}px`);
    box.style.setProperty("--y", `${view.y}px`);
    told.textContent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" }).format(view.zoom);
  }

  function zoom(direction) {
    view.zoom = direction === 0 ? 1 : Math.min(Math.max(view.zoom * (direction > 0 ? 1.5 : 1 / 1.5), 1), MOST);
    if (view.zoom < 1.01) view.zoom = 1;
    show();
  }

  function move(x, y) {
    if (view.zoom === 1) return;
    view.x += x;
    view.y += y;
    show();
  }

  box.addEventListener("change", ({ target }) => {
    if (target.type !== "radio") return;
    box.dataset.mode = target.value;
    at.closest("label").hidden = target.value === "side";
  });
  at.addEventListener("input", () => box.style.setProperty("--at", `${at.value}%`));
  box.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-compare-zoom]");
    if (button) zoom(Number(button.dataset.compareZoom));
  });
  stage.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [STEP_PX, 0], ArrowRight: [-STEP_PX, 0], ArrowUp: [0, STEP_PX], ArrowDown: [0, -STEP_PX] };
    if (event.key === "+" || event.key === "=") zoom(1);
    else if (event.key === "-") zoom(-1);
    else if (event.key === "0") zoom(0);
    else if (moves[event.key] && view.zoom > 1) move(...moves[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  stage.addEventListener("pointermove", (event) => {
    if (event.buttons === 1) move(event.movementX, event.movementY);
  });
  at.closest("label").hidden = true;
}

const startAll = () => document.querySelectorAll("[data-compare]:not([data-started])").forEach(start);
startAll();
document.addEventListener("htmx:after:swap", startAll);
