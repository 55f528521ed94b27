"use strict";
(() => {
  const data = JSON.parse(document.getElementById("trace-data").textContent);
  const dialog = document.getElementById("trace");
  const part = (selector) => dialog.querySelector(selector);

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  // One record: who it is about, then the source, the file and the row where it was read.
  function line(who, source, row) {
    const made = element("tr");
    const [title, file, url] = data.sources[source] ?? ["", "", ""];
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
    const [name, places] = data.subjects[at];
    return (places.length ? places : [[-1, null]]).map(([source, row], place) =>
      line(element("td", place ? "" : name), source, row));
  }

  function relationLine(at) {
    const [ego, alter, kind, source, row] = data.relations[at];
    const who = element("td", data.subjects[ego][0]);
    who.append(" ", element("span", "— " + data.kinds[kind] + " —", "kind"), " ", data.subjects[alter][0]);
    return line(who, source, row);
  }

  function open(button) {
    const table = button.closest("table");
    const name = table.dataset.table;
    const [rows, subjects, relations, command] = data.tables[name][Number(button.dataset.group)];
    const cells = [...button.closest("tr").cells];
    const heads = [...table.tHead.rows[0].cells];
    const column = cells.indexOf(button.closest("td"));
    const named = cells.slice(0, column).filter((cell) => !cell.classList.contains("n")).map((cell) => cell.textContent);
    const words = [table.closest("article").querySelector("h3").textContent.trim(), ...named, heads[column].textContent + " " + button.textContent];
    const shown = subjects.length + relations.length;
    part(".what").textContent = words.join(data.words.within) + " (" + data.words.rows.replace("{}", rows.toLocaleString("en")) + ")";
    part(".who").textContent = relations.length ? data.words.relation : data.words.subject;
    part("tbody").replaceChildren(...subjects.flatMap(subjectLines), ...relations.map(relationLine));
    const more = rows > shown && shown >= data.limit;
    part(".more").hidden = part(".command").hidden = !more;
    part(".more").textContent = data.words.more.replace("{shown}", shown).replace("{more}", (rows - shown).toLocaleString("en"));
    part(".command code").textContent = command;
    dialog.showModal();
    part(".table").scrollTop = 0;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-group]");
    if (button) open(button);
    else if (event.target === dialog) dialog.close();
  });

  // A long list is not in the page twice: its CSV is made from its table when asked for.
  const inert = (cell) => (/^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d.,]+%?$/.test(cell) ? "'" + cell : cell);
  const quoted = (cell) => (/[",\r\n]/.test(cell) ? '"' + cell.replaceAll('"', '""') + '"' : cell);

  function csv(table) {
    const lines = [...table.rows].map((row) => {
      const cells = [...row.cells].map((cell) => (cell.className.includes("none") ? "" : cell.textContent));
      return [...cells, ...data.words.synthetic].map((cell) => quoted(inert(cell))).join(",");
    });
    return new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" });
  }

  for (const link of document.querySelectorAll("a.csv[hidden]")) {
    link.hidden = false;
    link.href = "#" + link.closest("article").id;
    link.addEventListener("click", () => {
      const address = URL.createObjectURL(csv(link.closest("article").querySelector("table")));
      link.href = address;
      setTimeout(() => URL.revokeObjectURL(address), 60000);
    });
  }

  for (const list of document.querySelectorAll("details.fold")) {
    const box = list.querySelector(".filter");
    const input = box.querySelector("input");
    const rows = [...list.querySelectorAll("tbody tr")];
    let texts;
    box.hidden = false;
    input.addEventListener("input", () => {
      texts ??= rows.map((row) => row.textContent.toLowerCase());
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, at) => {
        row.hidden = !words.every((word) => texts[at].includes(word));
        if (!row.hidden) shown += 1;
      });
      box.querySelector("output").textContent = data.words.matches.replace("{shown}", shown).replace("{all}", rows.length);
    });
  }
})();
