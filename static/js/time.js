// Shows <time datetime="…T…Z"> in the reader's own zone and language; the exact UTC when it is pointed at or, outside
// tables and links, focused. [data-utc-toggle] shows all of them in UTC, in this browser, for whoever uses neither.
// data-format: "datetime" (default), "date", "time", or "relative" ("in 3 hours", kept up to date).

const language = document.documentElement.lang || undefined;
const FORMATS = {
  datetime: { dateStyle: "medium", timeStyle: "short" },
  date: { dateStyle: "medium" },
  time: { timeStyle: "short" },
};
const [MINUTE_MS, HOUR_MS, DAY_MS] = [60_000, 3_600_000, 86_400_000];
const formatters = Object.fromEntries(
  Object.entries(FORMATS).map(([name, options]) => [name, new Intl.DateTimeFormat(language, options)]),
);
const STORE = "utc";
const root = document.documentElement;
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

// A stop of the Tab key for each cell of a table would be a wall.
const WITHOUT_FOCUS = "table, a, button, summary, label, .badge, .hit, .menu";

// The reader's own calendar: "tomorrow" is tomorrow's date, however many hours away.
const dayOf = (moment) => Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()) / DAY_MS;

function distance(moment) {
  const now = new Date();
  const left = moment - now;
  if (Math.abs(left) >= DAY_MS) return relative.format(dayOf(moment) - dayOf(now), "day");
  const minutes = Math.round(left / MINUTE_MS);
  if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
  return relative.format(Math.round(left / HOUR_MS), "hour");
}

function show(element) {
  const moment = new Date(element.dateTime);
  // A plain date has no zone to move it to.
  if (!element.dateTime.includes("T") || Number.isNaN(moment.getTime())) return;
  const format = element.dataset.format ?? "datetime";
  const utc = `${moment.toISOString().slice(0, 19).replace("T", " ")} UTC`;
  const text = root.dataset.utc === "on" ? utc : format === "relative" ? distance(moment) : formatters[format]?.format(moment);
  if (text && element.textContent !== text) element.textContent = text;
  element.title = utc;
  element.dataset.at = utc;
  if (!element.closest(WITHOUT_FOCUS)) element.tabIndex = 0;
}

function showAll(root = document) {
  root.querySelectorAll("time[datetime]").forEach(show);
}

function remember(on) {
  root.dataset.utc = on ? "on" : "off";
  try { localStorage.setItem(STORE, root.dataset.utc); } catch { /* then only for this page */ }
  showAll();
}

try { root.dataset.utc = localStorage.getItem(STORE) ?? "off"; } catch { /* the reader's own zone */ }
document.querySelectorAll("[data-utc-toggle]").forEach((box) => { box.checked = root.dataset.utc === "on"; });
document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-utc-toggle]")) remember(target.checked);
});
showAll();
setInterval(() => document.querySelectorAll('time[data-format="relative"]').forEach(show), 30_000);
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) {
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      if (node.matches("time[datetime]")) show(node);
      else showAll(node);
    }
  }
}).observe(document.body, { childList: true, subtree: true });
