"use strict";
// Sorting by a click on a column's title, filtering by words and lists. Without this script the page is complete.
(() => {
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  const order = new Intl.Collator("zh-CN", { numeric: true });

  const start = (section) => {
    const table = section.querySelector("table");
    if (!table) return;
    const filters = section.querySelector(".filters");
    const search = filters.querySelector("input");
    const selects = Array.from(filters.querySelectorAll("select"));
    const body = table.tBodies[0];
    const rows = Array.from(body.rows);
    const texts = new Map();
    const text = (row) => {
      if (!texts.has(row)) texts.set(row, fold(row.textContent));
      return texts.get(row);
    };

    const agrees = (row, select) => {
      const said = row.dataset[select.dataset.key];
      return "many" in select.dataset ? said.split("|").includes(select.value) : said === select.value;
    };

    const filter = () => {
      const words = fold(search.value).split(" ").filter(Boolean);
      const chosen = selects.filter((select) => select.value);
      let shown = 0;
      for (const row of rows) {
        const wanted = chosen.every((select) => agrees(row, select))
          && words.every((word) => text(row).includes(word));
        if (row.hidden === wanted) row.hidden = !wanted;
        shown += wanted ? 1 : 0;
      }
      const unit = table.dataset.unit;
      filters.querySelector("output").textContent = `显示 ${shown} ${unit}，共 ${rows.length} ${unit}`;
      section.querySelector(".none").hidden = shown > 0;
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
      const keys = new Map(rows.map((row) => [row, key(row, header.cellIndex)]));
      rows.sort((a, b) => sign * order.compare(keys.get(a), keys.get(b)));
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
    filters.querySelector("button").addEventListener("click", () => {
      search.value = "";
      for (const select of selects) select.value = "";
      filter();
      search.focus();
    });
    filters.hidden = false;
    filter();
  };

  document.querySelectorAll("section.list").forEach(start);
  // A link to the list of all files opens it.
  const files = document.querySelector("#files ~ details");
  const unfold = () => { if (files && location.hash === "#files") files.open = true; };
  addEventListener("hashchange", unfold);
  unfold();
})();
