// Every figure opens: a cell, a mark of a chart, a figure in a sentence. What carries `data-group` (or stands in a row
// that does) has records behind it; its table is the nearest `data-table`, or what its address leads to.
const panel = byId("panel");
const part = (selector) => panel.querySelector(selector);
const show = (selector, shown) => { part(selector).hidden = !shown; };

function figureOf(target) {
  const source = target.closest("td > button, a.claim, [data-group]:not(tr)");
  if (!source || panel.contains(source)) return null;
  const cell = source.closest("td");
  const holder = source.closest("[data-table]");
  const name = holder?.dataset.table ?? source.getAttribute("href")?.slice(1);
  const article = name && byId(name);
  if (!article) return null;
  const group = source.closest("[data-group]")?.dataset.group;
  const table = article.querySelector("table[data-table]");
  const column = cell ? cell.cellIndex : Number(source.dataset.column ?? -1);
  const row = cell?.parentElement ?? (group === undefined ? null : table?.querySelector(`tr[data-group="${group}"]`));
  const text = source.dataset.value ?? (source.closest("svg") ? "" : source.textContent.trim());
  return { source, name, article, table, group, row, column, text };
}

function line(who, source, row) {
  const made = element("tr");
  const [title, file, url] = records().sources[source] ?? ["", "", ""];
  const cited = element("td");
  if (url) {
    const link = element("a", title);
    link.href = url;
    link.rel = "noreferrer";
    cited.append(link);
  } else {
    cited.textContent = title;
  }
  made.append(who, cited, element("td", file), element("td", row ?? "", "n"));
  return made;
}

function subjectLines(at) {
  const [name, found] = records().subjects[at];
  return (found.length ? found : [[-1, null]]).map(([source, row], place) =>
    line(element("td", place ? "" : name), source, row));
}

function relationLine(at) {
  const [ego, alter, kind, source, row] = records().relations[at];
  const who = element("td", records().subjects[ego][0]);
  who.append(" ", element("span", "— " + records().kinds[kind] + " —", "kind"), " ", records().subjects[alter][0]);
  return line(who, source, row);
}

function linesOf([, subjects, relations]) {
  const { subjects: names, relations: ties, kinds, sources } = records();
  const cited = (source) => sources[source]?.slice(0, 2) ?? ["", ""];
  const about = relations.map((at) => ties[at]).map(([ego, alter, kind, source, row]) =>
    [names[ego][0], kinds[kind], names[alter][0], ...cited(source), row]);
  const named = subjects.flatMap((at) => (names[at][1].length ? names[at][1] : [[-1, ""]]).map(([source, row]) =>
    [names[at][0], ...cited(source), row]));
  const head = relations.length ? words.ends : [words.subject];
  return [[...head, ...words.place], ...about, ...named];
}

function fillRecords(figure) {
  const behind = figure.group === undefined ? null : records().tables[figure.name]?.[Number(figure.group)];
  const listed = behind ? behind[1].length + behind[2].length : 0;
  show(".none-listed", !listed);
  show(".table", listed);
  part(".count").textContent = behind ? filled(words.rows[behind[0] === 1 ? 0 : 1], { "": count(behind[0]) }) : "";
  if (!listed) return ["tbody", ".first", ".more", ".command", ".save"].forEach((each) => show(each, each === "tbody"));
  const [rows, subjects, relations, command] = behind;
  part(".who").textContent = relations.length ? words.relation : words.subject;
  part("tbody").replaceChildren(
    ...subjects.slice(0, words.shown).flatMap(subjectLines), ...relations.slice(0, words.shown).map(relationLine));
  const more = Boolean(command);
  show(".first", listed > words.shown && !more);
  show(".more", more);
  show(".command", more);
  show(".save", !more);
  part(".first").textContent = filled(words.first, { shown: words.shown, all: count(listed) });
  part(".more").textContent = filled(words.more, { shown: words.shown, more: count(rows - words.shown) });
  part(".command code").textContent = command;
  part(".save").download = filled(words.file, { "": figure.name + "." + figure.group });
  part(".save").onclick = () => save(part(".save"), linesOf(behind));
}

// The terms that the heads of the figure's row and column name, in their own words.
function termsIn(text) {
  const low = text.toLowerCase();
  return [...document.querySelectorAll(".terms > div")].filter((term) =>
    term.dataset.words.split("|").some((word) => word && low.includes(word.toLowerCase())));
}

function fillMeaning({ article, table, column, labels }) {
  const title = article.querySelector(".title").textContent;
  const head = table?.tHead.rows[0].cells[column];
  part(".table-means dt").textContent = title;
  part(".table-means dd").textContent = article.querySelector(".note")?.dataset.note ?? "";
  show(".column-means", head);
  part(".column-means dt").textContent = head?.textContent ?? "";
  part(".column-means dd").textContent = head ? filled(words.unit, { "": words.units[head.dataset.unit] }) : "";
  panel.querySelectorAll(".term-means").forEach((old) => old.remove());
  for (const term of termsIn([head?.textContent ?? "", ...labels].join(" · "))) {
    const made = byId("meant").content.cloneNode(true);
    made.querySelector("a").textContent = term.querySelector("dt").firstChild.textContent.trim();
    made.querySelector("a").href = "#" + term.id;
    made.querySelector("dd").textContent = term.querySelector("dd").textContent;
    part(".meaning dl").append(made);
  }
}

function fillSources(article) {
  const cited = [...article.querySelectorAll('.tools a[href^="#source-"]')];
  part(".feeds ul").replaceChildren(...cited.map((link) => {
    const made = byId("feed").content.cloneNode(true);
    const entry = byId(link.hash.slice(1));
    const licence = entry?.querySelector("[data-licence]")?.textContent;
    const address = entry?.querySelector("a[rel]");
    made.querySelector("b").textContent = link.textContent;
    made.querySelector(".cited-at").href = link.hash;
    if (licence) made.querySelector(".licence > span").textContent = licence;
    else made.querySelector(".licence").remove();
    if (address) made.querySelector(".address").href = address.href;
    else made.querySelector(".address").remove();
    return made;
  }));
  show(".no-sources", !cited.length);
}

function open(figure) {
  const cells = figure.row ? [...figure.row.cells] : [];
  const labels = cells.filter((cell) => !cell.classList.contains("n")).map((cell) => cell.textContent);
  const head = figure.table?.tHead.rows[0].cells[figure.column]?.textContent;
  const heading = figure.article.dataset.number + " " + figure.article.querySelector(".title").textContent;
  const named = figure.source.closest("td") ? labels : labels.slice(0, 3);
  part(".what").textContent = [heading, ...named, [head, figure.text].filter(Boolean).join(" ")].filter(Boolean).join(words.within);
  fillMeaning({ ...figure, labels });
  fillRecords(figure);
  fillSources(figure.article);
  part(".query code").textContent = figure.article.querySelector(".tools pre").textContent;
  part(".query").open = false;
  panel.showModal();
  panel.scrollTop = part(".table").scrollTop = 0;
}

document.addEventListener("click", (event) => {
  if (event.target === panel) return panel.close();
  if (event.target.closest("#panel a[href^='#']:not(.save)")) return panel.close();
  const figure = figureOf(event.target);
  if (!figure) return;
  event.preventDefault();
  open(figure);
});

document.addEventListener("keydown", (event) => {
  const acting = event.key === " " ? "a.claim, svg [data-group]" : event.key === "Enter" ? "svg [data-group]" : null;
  const figure = acting && event.target.matches(acting) && figureOf(event.target);
  if (!figure) return;
  event.preventDefault();
  open(figure);
});
