
"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const data = JSON.parse(document.getElementById("data").textContent);
  const form = document.querySelector(".filters");
  const results = document.querySelector(".results");
  const pageSize = 50;
  const count = data.label.length;

  // -1 for none, a number for one, an array for several.
  const list = (value) => (Array.isArray(value) ? value : value < 0 ? [] : [value]);
  const has = (value, number) => (Array.isArray(value) ? value.includes(number) : value === number);
  const date = (act) => data.documents[data.document[act]][2];
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

  const periods = [];
  for (let at = 0; at < data.periods.length; at += 3) {
    periods.push({ first: data.periods[at], last: data.periods[at + 1] });
  }
  const periodOf = data.documents.map((entry) => {
    if (!entry[2]) return -1;
    let [low, high] = [0, periods.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (periods[middle].first <= entry[2]) low = middle; else high = middle - 1;
    }
    return low;
  });

  // Filters

  const fill = (select, names, column) => {
    const sums = new Map();
    for (const value of column) {
      for (const number of list(value)) sums.set(number, (sums.get(number) || 0) + 1);
    }
    const order = Array.from(sums).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const options = document.createDocumentFragment();
    for (const [number, sum] of order) {
      options.append(new Option(`${names[number]} (${grouped(sum)})`, String(number)));
    }
    select.append(options);
  };

  const texts = data.texts.map((text) => text.toLowerCase());
  const titles = data.documents.map((entry) => `${entry[0]}\n${entry[1]}`.toLowerCase());
  const speakers = data.speakers.map((name) => name.toLowerCase());

  const isFound = (act, query) =>
    (data.text[act] >= 0 && texts[data.text[act]].includes(query))
    || titles[data.document[act]].includes(query)
    || list(data.speaker[act]).some((person) => speakers[person].includes(query));

  const chosen = () => {
    const fields = form.elements;
    const number = (name) => (fields[name].value === "" ? null : Number(fields[name].value));
    const [label, target, speaker] = ["label", "target", "speaker"].map(number);
    const party = fields.party.value === "none" ? -1 : number("party");
    const [from, to] = [fields.from.value, fields.to.value];
    const query = fields.query.value.trim().toLowerCase();
    const found = [];
    for (let act = 0; act < count; act += 1) {
      if (label !== null && data.label[act] !== label) continue;
      if (party !== null && !has(data.party[act], party)) continue;
      if (target !== null && !has(data.target[act], target)) continue;
      if (speaker !== null && !has(data.speaker[act], speaker)) continue;
      if (from && !(date(act) >= from)) continue;
      if (to && !(date(act) && date(act) <= to)) continue;
      if (query && !isFound(act, query)) continue;
      found.push(act);
    }
    return found;
  };

  // Numbers of tables and chart, by the keys that they were written with

  const numbers = all("[data-k]").map((element) => ({ element, key: element.dataset.k }));

  const tally = (found) => {
    const sums = new Map();
    const add = (key) => sums.set(key, (sums.get(key) || 0) + 1);
    for (const act of found) {
      const label = data.label[act];
      const parties = list(data.party[act]);
      const targets = list(data.target[act]);
      for (const party of parties.length > 0 ? parties : ["none"]) {
        add(`pl:${party}:${label}`);
        add(`pl:${party}:`);
        if (party === "none") continue;
        for (const target of targets) {
          add(`ptl:${party}:${target}:${label}`);
          add(`ptl:${party}:${target}:`);
        }
      }
      for (const person of new Set(list(data.speaker[act]))) {
        add(`sl:${person}:${label}`);
        add(`sl:${person}:`);
      }
      const period = periodOf[data.document[act]];
      if (period < 0) continue;
      add(`cl:${period}:${label}`);
      add(`cl:${period}:`);
    }
    return sums;
  };

  const showNumbers = (found) => {
    const sums = tally(found);
    const most = new Map();
    for (const { element, key } of numbers) {
      // One scale for the cells of a table, sums left out.
      if (key.endsWith(":") || !element.closest("table")) continue;
      const table = element.closest("table");
      most.set(table, Math.max(most.get(table) || 0, sums.get(key) || 0));
    }
    for (const { element, key } of numbers) {
      const sum = sums.get(key) || 0;
      if (element.tagName === "rect") continue;
      element.textContent = sum === 0 ? "\u00B7" : String(sum);
      if (sum > 0) element.setAttribute("href", "#list"); else element.removeAttribute("href");
      if (key.endsWith(":")) continue;
      const cell = element.parentElement;
      const level = sum === 0 ? 0
        : Math.max(1, Math.ceil(4 * Math.sqrt(sum / most.get(element.closest("table")))));
      cell.className = cell.className.replace(/h\d/, `h${level}`);
    }
    showBars(sums);
  };

  const showBars = (sums) => {
    const chart = document.querySelector(".time");
    if (!chart) return;
    for (const row of all("g[data-row]", chart)) {
      const bars = all("rect", row);
      const most = Math.max(1, ...bars.map((bar) => sums.get(bar.dataset.k) || 0));
      for (const bar of bars) {
        const sum = sums.get(bar.dataset.k) || 0;
        const height = (sum * Number(chart.dataset.bar)) / most;
        bar.setAttribute("height", height.toFixed(1));
        bar.setAttribute("y", (Number(bar.dataset.base) - height).toFixed(1));
        const title = bar.querySelector("title");
        title.textContent = title.textContent.replace(/: \d+$/, `: ${sum}`);
      }
      row.querySelector(".most").textContent = String(most);
    }
  };

  const choose = (key) => {
    const [kind, ...parts] = key.split(":");
    const set = (name, value) => { form.elements[name].value = value; };
    set("label", parts[parts.length - 1]);
    if (kind === "pl" || kind === "ptl") set("party", parts[0]);
    if (kind === "ptl") set("target", parts[1]);
    if (kind === "sl") set("speaker", parts[0]);
    if (kind === "cl") {
      set("from", periods[Number(parts[0])].first);
      set("to", periods[Number(parts[0])].last);
    }
    show();
    const heading = document.getElementById("list-title");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView();
  };

  // Sentences

  let found = [];
  let page = 0;

  const ordered = () => {
    const order = form.ownerDocument.querySelector("select[name=order]").value;
    if (order === "read") return found;
    const sign = order === "old" ? 1 : -1;
    // Acts without a date stand last in either order.
    return found.slice().sort((a, b) => {
      const [first, second] = [date(a), date(b)];
      if (!first || !second) return (first ? 0 : 1) - (second ? 0 : 1) || a - b;
      return first === second ? a - b : sign * (first < second ? -1 : 1);
    });
  };

  const element = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  const marked = (text, query) => {
    const lower = text.toLowerCase();
    // Some letters change their length with their case: then nothing is marked.
    if (!query || lower.length !== text.length) return [text];
    const pieces = [];
    let start = 0;
    for (let at = lower.indexOf(query); at >= 0; at = lower.indexOf(query, start)) {
      pieces.push(text.slice(start, at), element("mark", "", text.slice(at, at + query.length)));
      start = at + query.length;
    }
    pieces.push(text.slice(start));
    return pieces;
  };

  const names = (table, value) => list(value).map((number) => table[number]).join(" & ");

  const item = (act, query) => {
    const [id, title, day] = data.documents[data.document[act]];
    const text = data.text[act] < 0 ? null : data.texts[data.text[act]];
    const by = element("p", "by", element("span", "lab", data.labels[data.label[act]]), " ",
      element("b", "", names(data.speakers, data.speaker[act]) || "unnamed"));
    const party = names(data.parties, data.party[act]);
    if (party) by.append(" ", element("span", "for", party));
    const target = names(data.parties, data.target[act]);
    if (target) by.append(" \u2192 ", target);
    const said = text === null
      ? element("p", "left", "This sentence is not held in the page; it stands in the document below.")
      : element("p", "said", ...marked(text, query));
    const place = [day, title, id, `sentence ${data.sentence[act]}`].filter((part) => part);
    return element("li", `l${data.label[act]}`, by, said, element("p", "at", place.join(" \u00B7 ")));
  };

  const showPage = () => {
    const acts = ordered();
    const first = page * pageSize;
    const shown = acts.slice(first, first + pageSize);
    const query = form.elements.query.value.trim().toLowerCase();
    const target = results.querySelector(".sentences");
    target.replaceChildren(...shown.map((act) => item(act, query)));
    if (shown.length === 0) target.append(element("p", "empty", "No act is like that."));
    results.querySelector(".where").textContent = shown.length === 0 ? "0 acts"
      : `${grouped(first + 1)}\u2013${grouped(first + shown.length)} of ${grouped(acts.length)}`;
    results.querySelector(".previous").disabled = page === 0;
    results.querySelector(".next").disabled = first + pageSize >= acts.length;
    results.querySelector(".export").disabled = acts.length === 0;
  };

  const show = () => {
    found = chosen();
    page = 0;
    form.querySelector("output").textContent = found.length === count
      ? `${grouped(count)} acts` : `${grouped(found.length)} of ${grouped(count)} acts`;
    showNumbers(found);
    showPage();
  };

  // Export

  const cell = (value) => {
    // What a spreadsheet would take for a formula is defused with an apostrophe.
    const text = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };

  const table = () => {
    const rows = [["id", "title", "date", "sentence", "label", "speaker", "parties", "targets", "text"]];
    for (const act of ordered()) {
      const [id, title, day] = data.documents[data.document[act]];
      rows.push([String(id), title, day, String(data.sentence[act]), data.labels[data.label[act]],
        names(data.speakers, data.speaker[act]), names(data.parties, data.party[act]),
        names(data.parties, data.target[act]),
        data.text[act] < 0 ? "" : data.texts[data.text[act]]]);
    }
    return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
  };

  const save = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([table()], { type: "text/csv" }));
    link.download = "acts.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  // Events

  const turn = (distance) => {
    page += distance;
    showPage();
    results.querySelector(".sentences").scrollIntoView({ block: "nearest" });
  };
  results.querySelector(".previous").addEventListener("click", () => turn(-1));
  results.querySelector(".next").addEventListener("click", () => turn(1));
  results.querySelector(".export").addEventListener("click", save);
  results.querySelector("select").addEventListener("change", () => {
    page = 0;
    showPage();
  });
  document.addEventListener("click", (event) => {
    const source = event.target.closest("[data-k]");
    if (!source) return;
    event.preventDefault();
    if (source.tagName === "rect" || source.hasAttribute("href")) choose(source.dataset.k);
  });
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, 150);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  // A reset takes place after its event.
  form.addEventListener("reset", () => setTimeout(show));

  data.labels.forEach((name, index) => form.elements.label.add(new Option(name, String(index))));
  fill(form.elements.party, data.parties, data.party);
  if (data.party.includes(-1)) form.elements.party.add(new Option("(no party)", "none"));
  fill(form.elements.target, data.parties, data.target);
  fill(form.elements.speaker, data.speakers, data.speaker);
  form.elements.target.closest("label").hidden = form.elements.target.length < 2;
  for (const name of ["from", "to"]) {
    form.elements[name].closest("label").hidden = periods.length === 0;
  }
  document.documentElement.classList.add("js");
  form.hidden = false;
  results.hidden = false;
  show();
})();
