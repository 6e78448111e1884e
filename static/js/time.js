// Shows <time datetime="…T…Z"> in the reader's own zone and language, the exact UTC in its title.
// data-format: "datetime" (default), "date", "time", or "relative" ("in 3 hours", kept up to date).

const language = document.documentElement.lang || undefined;
const FORMATS = {
  datetime: { dateStyle: "medium", timeStyle: "short" },
  date: { dateStyle: "medium" },
  time: { timeStyle: "short" },
};
const UNITS = [["day", 86_400], ["hour", 3_600], ["minute", 60]];
const formatters = Object.fromEntries(
  Object.entries(FORMATS).map(([name, options]) => [name, new Intl.DateTimeFormat(language, options)]),
);
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

function distance(moment) {
  const seconds = (moment - Date.now()) / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["minute", 60];
  return relative.format(Math.trunc(seconds / size), unit);
}

function show(element) {
  const moment = new Date(element.dateTime);
  // A plain date has no zone to move it to.
  if (!element.dateTime.includes("T") || Number.isNaN(moment.getTime())) return;
  const format = element.dataset.format ?? "datetime";
  const text = format === "relative" ? distance(moment) : formatters[format]?.format(moment);
  if (text && element.textContent !== text) element.textContent = text;
  element.title = `${moment.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

function showAll(root = document) {
  root.querySelectorAll("time[datetime]").forEach(show);
}

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
