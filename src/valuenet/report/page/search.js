// Search in the page: headings, sentences, tables, terms, and the names of subjects, those behind figures, too.
const search = byId("search");
const asked = search.querySelector("input");
const found = byId("results");
const MOST = 100;
const ORDER = ["chapter", "table", "figure", "term", "text", "cell", "name"];
const plain = (text) => text.normalize("NFKC").toLowerCase();
let index, results = [], chosen = -1;

function entry(kind, text, where, id, more) {
  return { kind, text, low: plain(text), where, id, ...more };
}

function chapterOf(place) {
  return place.closest("section.chapter")?.querySelector("h2").textContent.trim() ?? "";
}

function* ofChapters() {
  for (const chapter of document.querySelectorAll("section.chapter")) {
    const name = chapter.getAttribute("aria-labelledby");
    const title = chapterOf(chapter);
    yield entry("chapter", title, "", name);
    for (const text of chapter.querySelectorAll(":scope > p")) yield entry("text", text.textContent, title, name);
    for (const term of chapter.querySelectorAll(".terms > div"))
      yield entry("term", term.querySelector("dt").firstChild.textContent.trim() + ": " + term.querySelector("dd").textContent, title, term.id);
  }
}

function* ofTables() {
  for (const article of document.querySelectorAll("article.block")) {
    const chapter = chapterOf(article);
    const where = article.dataset.number + " · " + chapter;
    yield entry("table", article.dataset.number + " " + article.querySelector(".title").textContent, chapter, article.id);
    const caption = article.querySelector("figcaption");
    if (caption) yield entry("figure", caption.querySelector("b").textContent + " " + caption.childNodes[1].textContent.trim(), chapter, caption.parentElement.id);
    yield entry("text", article.querySelector(".sentence").textContent, where, article.id);
    const seen = new Set();
    for (const row of article.querySelectorAll("tbody tr"))
      for (const cell of row.cells) {
        const text = cell.textContent;
        if (cell.className || seen.has(text)) continue;
        seen.add(text);
        yield entry("cell", text, where, article.id, { row });
      }
  }
}

// A subject leads to the first figure that counts it, or a relation of it.
function* ofSubjects() {
  const { subjects, relations, tables } = records();
  const at = new Map();
  for (const [table, groups] of Object.entries(tables))
    groups.forEach(([, named, tied], group) => {
      const ends = tied.flatMap((tie) => relations[tie].slice(0, 2));
      for (const one of [...named, ...ends]) if (!at.has(one)) at.set(one, { table, group });
    });
  for (const [one, { table, group }] of at) {
    const article = byId(table);
    yield entry("name", subjects[one][0], filled(words.behind, { "": article.dataset.number }) + " · " + chapterOf(article), table, { group });
  }
}

function matching(parts) {
  return index.filter((each) => parts.every((each_part) => each.low.includes(each_part)));
}

// Chinese is asked without spaces: where the whole is not found, its words are.
function partsOf(text) {
  const parts = plain(text).split(/\s+/).filter(Boolean);
  if (!parts.length || matching(parts).length || !window.Intl?.Segmenter) return parts;
  const cut = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" });
  return parts.flatMap((each) => [...cut.segment(each)].filter((word) => word.isWordLike).map((word) => word.segment));
}

function ranked(parts) {
  const rank = (each) => ORDER.indexOf(each.kind) * 10 + (each.low === parts[0] ? 0 : each.low.startsWith(parts[0]) ? 1 : 2);
  const known = new Set();
  return matching(parts)
    .map((each, at) => [rank(each), at, each])
    .sort((one, other) => one[0] - other[0] || one[1] - other[1])
    .map(([, , each]) => each)
    .filter((each) => {
      const same = each.kind === "name" ? each.text : each.kind + each.id + each.text;
      return !known.has(same) && known.add(same);
    });
}

// Write a text with what matches marked; of a long one, the surroundings of its first match.
function marked(text, parts, longest = 110) {
  const low = text.toLowerCase();
  const places = parts.map((each) => low.indexOf(each)).filter((at) => at >= 0);
  const first = Math.min(...places, text.length);
  const from = text.length > longest && first > longest / 2 ? first - 30 : 0;
  const cut = (from ? "…" : "") + text.slice(from, from + longest) + (from + longest < text.length ? "…" : "");
  const made = element("span", undefined, "hit");
  for (const { text: piece, is } of split(cut, parts)) made.append(is ? element("mark", piece) : piece);
  return made;
}

function* split(text, parts) {
  const low = text.toLowerCase();
  let at = 0;
  while (at < text.length) {
    const next = parts.map((each) => [low.indexOf(each, at), each.length]).filter(([start]) => start >= 0)
      .sort((one, other) => one[0] - other[0] || other[1] - one[1])[0];
    if (!next) break;
    if (next[0] > at) yield { text: text.slice(at, next[0]), is: false };
    yield { text: text.slice(next[0], next[0] + next[1]), is: true };
    at = next[0] + next[1];
  }
  if (at < text.length) yield { text: text.slice(at), is: false };
}

function option(each, at, parts) {
  const made = element("li");
  made.id = "result-" + at;
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  made.append(marked(each.text, parts), " ", element("span", [words.kinds[each.kind], each.where].filter(Boolean).join(" · "), "where"));
  return made;
}

function choose(at) {
  found.children[chosen]?.setAttribute("aria-selected", "false");
  chosen = results.length ? (at + results.length) % results.length : -1;
  const option_ = found.children[chosen];
  option_?.setAttribute("aria-selected", "true");
  option_?.scrollIntoView({ block: "nearest" });
  if (option_) asked.setAttribute("aria-activedescendant", option_.id);
  else asked.removeAttribute("aria-activedescendant");
}

function look() {
  index ??= [...ofChapters(), ...ofTables(), ...ofSubjects()];
  const parts = partsOf(asked.value);
  const all = parts.length ? ranked(parts) : [];
  results = all.slice(0, MOST);
  results.parts = parts;
  found.replaceChildren(...results.map((each, at) => option(each, at, parts)));
  found.hidden = !results.length;
  asked.setAttribute("aria-expanded", String(results.length > 0));
  const told = filled(words.found[Math.min(all.length, 2)], { "": count(all.length) });
  search.querySelector(".told").textContent = parts.length
    ? told + (all.length > MOST ? filled(words.cut, { "": MOST }) : "") : "";
  choose(0);
}

// Mark in the page itself what was found, without touching its elements.
function highlight(place, parts) {
  if (!window.CSS?.highlights || !window.Highlight) return;
  const ranges = [];
  const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    let at = 0;
    for (const { text, is } of split(walk.currentNode.data, parts)) {
      if (is) {
        const range = new Range();
        range.setStart(walk.currentNode, at);
        range.setEnd(walk.currentNode, at + text.length);
        ranges.push(range);
      }
      at += text.length;
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}

function follow(each) {
  search.close();
  go(each.id);
  const place = each.row ?? byId(each.id);
  if (each.row) {
    unfold(each.row);
    each.row.hidden = false;
    each.row.scrollIntoView({ block: "center" });
  }
  if (each.kind === "name") {
    const row = place.querySelector(`tr[data-group="${each.group}"]`);
    const figure = row?.querySelector("button");
    if (row) unfold(row);
    if (figure) open(figureOf(figure));
    highlight(panel, [plain(each.text)]);
    const hit = [...panel.querySelectorAll("tbody tr")].find((line_) => line_.textContent.includes(each.text));
    hit?.scrollIntoView({ block: "nearest" });
  } else {
    highlight(place.matches("h2") ? place.closest("section") : place, results.parts);
  }
}

function seek() {
  if (search.open || panel.open) return;
  search.showModal();
  asked.focus();
  asked.select();
}

contents.querySelector(".find").addEventListener("click", seek);
document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  const letter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
  if (!(letter || (slash && !event.target.matches("input, select, textarea")))) return;
  event.preventDefault();
  seek();
});

let waiting;
asked.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, 60);
});
asked.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.isComposing || !(step || event.key === "Enter")) return;
  event.preventDefault();
  if (step) choose(chosen + step);
  else if (results[chosen]) follow(results[chosen]);
});
found.addEventListener("click", (event) => {
  const at = [...found.children].indexOf(event.target.closest("li"));
  if (at >= 0) follow(results[at]);
});
search.addEventListener("click", (event) => {
  if (event.target === search) search.close();
});
root.dataset.ready = "";
