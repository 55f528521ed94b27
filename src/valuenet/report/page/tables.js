// A long list is not in the page twice: its CSV is made from its table when asked for.
function cellsOf(table) {
  return [...table.rows].map((row) =>
    [...row.cells].map((cell) => (cell.classList.contains("none") ? "" : cell.textContent)));
}

for (const link of document.querySelectorAll("a.csv[hidden]")) {
  link.hidden = false;
  link.href = "#" + link.closest("article").id;
  link.addEventListener("click", () => save(link, cellsOf(link.closest("article").querySelector("table"))));
}

for (const list of document.querySelectorAll("details.fold")) {
  const box = list.querySelector(".filter");
  const input = box.querySelector("input");
  let rows, texts;
  box.hidden = false;
  input.addEventListener("input", () => {
    rows ??= [...list.querySelectorAll("tbody tr")];
    texts ??= rows.map((row) => row.textContent.toLowerCase());
    const asked = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, at) => {
      row.hidden = !asked.every((word) => texts[at].includes(word));
      if (!row.hidden) shown += 1;
    });
    box.querySelector("output").textContent = filled(words.matches, { shown, all: rows.length });
  });
}

// One figure of each table is in the order of the tab key; the arrows lead from there to the others.
const figuresOf = (row) => [...row.querySelectorAll("td > button")];
for (const table of document.querySelectorAll("table[data-table]")) {
  const first = table.querySelector("td > button");
  if (first) first.tabIndex = 0;
}

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function neighbour(button, [down, across]) {
  const row = button.closest("tr");
  if (across) {
    const beside = figuresOf(row);
    return beside[beside.indexOf(button) + across];
  }
  const column = button.parentElement.cellIndex;
  let next = row;
  do {
    next = down > 0 ? next.nextElementSibling : next.previousElementSibling;
  } while (next && (next.hidden || !next.cells[column].querySelector("button")));
  return next?.cells[column].querySelector("button");
}

document.addEventListener("keydown", (event) => {
  const button = event.target.closest("td > button");
  if (!button || !STEPS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
  const next = neighbour(button, STEPS[event.key]);
  event.preventDefault();
  next?.focus();
});

document.addEventListener("focusin", (event) => {
  if (!event.target.matches("table[data-table] td > button")) return;
  for (const other of event.target.closest("table").querySelectorAll('td > button[tabindex="0"]')) other.tabIndex = -1;
  event.target.tabIndex = 0;
});
