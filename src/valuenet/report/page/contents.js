// The contents follow the reader: the chapter and the table in sight are marked, and the other language opens there.
const contents = document.querySelector(".contents");
const fold = contents.querySelector("details");
const entries = new Map([...contents.querySelectorAll("li > a")].map((link) => [link.hash.slice(1), link]));
const narrow = window.matchMedia("(max-width: 60rem)");
const inSight = new Set();
const places = [...document.querySelectorAll("section.chapter, article.block")];
const nameOf = (place) => (place.matches("article") ? place.id : place.getAttribute("aria-labelledby"));
let here = "";

function mark(name, chapter) {
  here = name || chapter;
  for (const link of contents.querySelectorAll("[aria-current]")) link.removeAttribute("aria-current");
  for (const item of contents.querySelectorAll("li.current")) item.classList.remove("current");
  const top = entries.get(chapter);
  top?.setAttribute("aria-current", "true");
  top?.parentElement.classList.add("current");
  entries.get(name)?.setAttribute("aria-current", "location");
  contents.querySelector(".here").textContent = top ? top.textContent.trim().replace(/\s+/g, " ") : "";
  const shown = entries.get(name) ?? top;
  if (shown && !narrow.matches) keepInSight(shown);
}

function keepInSight(link) {
  const box = fold.getBoundingClientRect();
  const line = link.getBoundingClientRect();
  if (line.top < box.top) fold.scrollTop += line.top - box.top - 40;
  else if (line.bottom > box.bottom) fold.scrollTop += line.bottom - box.bottom + 40;
}

const watch = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes) inSight[isIntersecting ? "add" : "delete"](target);
  const seen = places.filter((place) => inSight.has(place));
  const block = seen.find((place) => place.matches("article"));
  const chapter = block?.closest("section") ?? seen[0];
  if (chapter) mark(block && nameOf(block), nameOf(chapter));
  else if (window.scrollY < window.innerHeight) mark("", "");
}, { rootMargin: "-15% 0px -75% 0px" });
places.forEach((place) => watch.observe(place));

const settle = () => { fold.open = !narrow.matches; };
narrow.addEventListener("change", settle);
settle();

for (const button of contents.querySelectorAll(".unfold")) {
  button.addEventListener("click", () => {
    const open = button.parentElement.classList.toggle("open");
    button.setAttribute("aria-expanded", open);
  });
}

const choice = contents.querySelector(".theme select");
choice.value = root.dataset.theme ?? "system";
choice.addEventListener("change", () => {
  if (choice.value === "system") delete root.dataset.theme;
  else root.dataset.theme = choice.value;
  try {
    localStorage.setItem("valuenet-theme", choice.value);
  } catch { /* where nothing can be kept, the choice holds for this page */ }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link) return;
  if (link.matches(".other")) link.hash = here;
  else if (link.matches(".anchor")) {
    const address = link.href;
    navigator.clipboard?.writeText(address).then(() => tell(words.copied), () => {});
  }
  if (link.closest(".contents ol") && narrow.matches) fold.open = false;
});

window.addEventListener("beforeprint", () => {
  fold.open = true;
  for (const list of document.querySelectorAll(".lists details")) list.open = true;
});
