// What every part of the script uses. The records behind the figures are large: they are read when first asked for.
const root = document.documentElement;
const words = JSON.parse(document.getElementById("page-words").textContent);
const byId = (id) => document.getElementById(id);
const count = (number) => number.toLocaleString("en");
const filled = (text, values) => text.replace(/\{(\w*)\}/g, (whole, name) => values[name] ?? whole);

let held;
function records() {
  held ??= JSON.parse(byId("trace-data").textContent);
  return held;
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

// Open whatever is folded around a place of the page, so that it can be gone to.
function unfold(place) {
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

// A program that opens a CSV must not take a cell for a formula.
const inert = (cell) => (/^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d.,]+%?$/.test(cell) ? "'" + cell : cell);
const quoted = (cell) => (/[",\r\n]/.test(cell) ? '"' + cell.replaceAll('"', '""') + '"' : cell);

function save(link, lines) {
  const text = lines.map((cells) => [...cells, ...words.synthetic].map((cell) => quoted(inert(String(cell)))).join(","));
  const blob = new Blob(["\ufeff" + text.join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" });
  link.href = URL.createObjectURL(blob);
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// What is said to a reader who listens, and for a moment shown to one who looks.
function tell(text) {
  const notice = document.querySelector(".notice");
  notice.textContent = text;
  notice.classList.add("shown");
  setTimeout(() => notice.classList.remove("shown"), 2500);
}

function go(id) {
  const place = byId(id);
  if (!place) return;
  unfold(place);
  if (location.hash === "#" + id) place.scrollIntoView();
  else location.hash = id;
  (place.matches("[tabindex]") ? place : place.querySelector("[tabindex]"))?.focus({ preventScroll: true });
}

window.addEventListener("hashchange", () => {
  const place = byId(decodeURIComponent(location.hash.slice(1)));
  if (place?.closest("details:not([open])")) {
    unfold(place);
    place.scrollIntoView();
  }
});
