// The ticks of a list ([data-choose] is their form): the head's box ticks the page, Shift ticks from the last one to this
// one, and "all that match" stands for every row, shown here or not. The server does the same without any of this.

const form = document.querySelector("[data-choose]");
const page = document.querySelector("[data-choose-page]");

if (form && page) {
  const all = form.querySelector("[data-choose-all]");
  const told = form.querySelector("[data-choose-told]");
  const rows = [...document.querySelectorAll(`[name="item"][form="${form.id}"]`)];
  const act = form.querySelector("[type=submit]");
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined);
  let last = null;

  const show = () => {
    const ticked = rows.filter((row) => row.checked).length;
    const count = all.checked ? Number(told.dataset.matching) : ticked;
    rows.forEach((row) => { row.disabled = all.checked; });
    page.disabled = all.checked;
    page.checked = ticked === rows.length;
    page.indeterminate = ticked > 0 && ticked < rows.length;
    told.textContent = number.format(count);
    act.disabled = count === 0;
  };

  page.addEventListener("change", () => {
    rows.forEach((row) => { row.checked = page.checked; });
    show();
  });
  all.addEventListener("change", show);
  for (const row of rows) {
    row.addEventListener("click", (event) => {
      if (event.shiftKey && last) {
        const [from, to] = [rows.indexOf(last), rows.indexOf(row)].sort((a, b) => a - b);
        rows.slice(from, to + 1).forEach((between) => { between.checked = row.checked; });
      }
      last = row;
      show();
    });
  }
  // A page brought back by the Back button still has its ticks.
  window.addEventListener("pageshow", show);
  show();
}
