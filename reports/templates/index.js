"use strict";
// Sorting by a click on a column's title, filtering by words and lists. Without this script the page is complete.
(() => {
  const table = document.getElementById("table");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const search = document.getElementById("search");
  const selects = Array.from(document.querySelectorAll("#filters select"));
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  const texts = new Map(rows.map((row) => [row, fold(row.textContent)]));
  const order = new Intl.Collator("zh-CN", { numeric: true });

  const filter = () => {
    const words = fold(search.value).split(" ").filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const wanted = words.every((word) => texts.get(row).includes(word))
        && selects.every((select) => !select.value || row.dataset[select.dataset.key] === select.value);
      row.hidden = !wanted;
      shown += wanted ? 1 : 0;
    }
    document.getElementById("shown").textContent = `显示 ${shown} 份，共 ${rows.length} 份`;
    document.getElementById("none").hidden = shown > 0;
  };

  const key = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
  const sort = (header) => {
    const numeric = header.classList.contains("number");
    const first = numeric ? "descending" : "ascending";
    const second = numeric ? "ascending" : "descending";
    const direction = header.getAttribute("aria-sort") === first ? second : first;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", direction);
    const sign = direction === "ascending" ? 1 : -1;
    const column = header.cellIndex;
    rows.sort((a, b) => sign * order.compare(key(a, column), key(b, column)));
    body.append(...rows);
  };

  for (const header of table.tHead.rows[0].cells) {
    if ("plain" in header.dataset) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    button.title = "点击排序";
    button.addEventListener("click", () => sort(header));
    header.replaceChildren(button);
  }
  search.addEventListener("input", filter);
  for (const select of selects) select.addEventListener("change", filter);
  document.getElementById("reset").addEventListener("click", () => {
    search.value = "";
    for (const select of selects) select.value = "";
    filter();
    search.focus();
  });
  document.getElementById("filters").hidden = false;
  filter();
})();
