
"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const form = document.querySelector(".filters");
  const documents = all(".doc");
  const names = (note, key) => (note.dataset[key] ? note.dataset[key].split("\n") : []);

  // Acts are numbered within their article.
  const acts = documents.flatMap((doc) => {
    const segments = new Map();
    const add = (number, segment, role) => {
      if (!segments.has(number)) segments.set(number, []);
      segments.get(number).push({ segment, role });
    };
    for (const segment of all("[data-r]", doc)) {
      for (const part of segment.dataset.r.split(" ")) {
        const [role, number] = part.split("-");
        add(number, segment, role);
      }
    }
    const tags = new Map(all(".tag", doc).map((tag) => [tag.dataset.act, tag]));
    return all(".note", doc).map((note) => ({
      doc,
      note,
      summary: note.querySelector("summary"),
      tag: tags.get(note.dataset.act),
      segments: segments.get(note.dataset.act) || [],
      label: note.dataset.label,
      parties: names(note, "parties"),
      speakers: names(note, "speakers"),
      isShown: true,
    }));
  });

  // Filters

  const counted = (values) => {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
    return counts;
  };

  const fill = (select, values) => {
    const counts = Array.from(counted(values));
    counts.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    for (const [value, count] of counts) select.add(new Option(`${value} (${count})`, value));
  };

  const fillLabels = () => {
    const counts = counted(acts.map((act) => act.label));
    const set = form.querySelector(".labels");
    for (const item of all(".legend li")) {
      const name = item.textContent;
      const label = document.createElement("label");
      label.className = item.className;
      const box = document.createElement("input");
      box.type = "checkbox";
      box.name = "label";
      box.value = name;
      // Also what a reset goes back to.
      box.defaultChecked = true;
      const mark = document.createElement("span");
      mark.className = "mark";
      mark.textContent = name;
      label.append(box, mark, ` ${counts.get(name) || 0}`);
      set.append(label);
    }
  };

  const fillDocuments = () => {
    if (documents.length < 2) return;
    form.querySelector(".jump").hidden = false;
    documents.forEach((doc, index) =>
      form.elements.document.add(new Option(doc.dataset.name, String(index))));
  };

  const isMarked = (role) => role === "content" || role === "evidence";

  const show = () => {
    const labels = new Set(all("input[name=label]:checked", form).map((box) => box.value));
    const party = form.elements.party.value;
    const speaker = form.elements.speaker.value;
    let count = 0;
    for (const act of acts) {
      act.isShown = labels.has(act.label) && (!party || act.parties.includes(party))
        && (!speaker || act.speakers.includes(speaker));
      if (act.isShown) count += 1;
      act.note.classList.toggle("out", !act.isShown);
      if (act.tag) act.tag.classList.toggle("out", !act.isShown);
    }
    // A stretch of two acts stays marked while one of them is shown.
    for (const act of acts) {
      for (const { segment, role } of act.segments) {
        if (isMarked(role)) segment.classList.add("out");
      }
    }
    for (const act of acts.filter((act) => act.isShown)) {
      for (const { segment, role } of act.segments) {
        if (isMarked(role)) segment.classList.remove("out");
      }
    }
    form.querySelector("output").textContent = count === acts.length
      ? `${count} ${count === 1 ? "act" : "acts"}` : `${count} of ${acts.length} acts`;
    if (current && !current.isShown) choose(null);
  };

  // The chosen act

  let current = null;

  const choose = (act) => {
    if (current) {
      for (const { segment, role } of current.segments) segment.classList.remove(`on-${role}`);
      if (current.note.open) current.note.open = false;
    }
    current = act;
    if (!act) return;
    act.note.open = true;
    for (const { segment, role } of act.segments) segment.classList.add(`on-${role}`);
  };

  const reach = (act, scrollsToText) => {
    choose(act);
    act.summary.focus({ preventScroll: true });
    const target = scrollsToText && act.tag ? act.tag : act.note;
    target.scrollIntoView({ block: "center" });
  };

  const step = (distance) => {
    const shown = acts.filter((act) => act.isShown);
    if (shown.length === 0) return;
    const focused = acts.findIndex((act) => act.summary === document.activeElement);
    const from = current ? acts.indexOf(current) : focused;
    const after = shown.findIndex((act) => acts.indexOf(act) > from);
    const before = shown.filter((act) => acts.indexOf(act) < from).length - 1;
    const next = distance > 0 ? (after < 0 ? shown.length - 1 : after) : Math.max(before, 0);
    reach(shown[next], true);
  };

  for (const act of acts) {
    // `toggle` also tells of notes that the keyboard or a search in the page opened.
    act.note.addEventListener("toggle", () => {
      if (act.note.open && current !== act) choose(act);
      if (!act.note.open && current === act) choose(null);
    });
    if (act.tag) {
      act.tag.addEventListener("click", (event) => {
        event.preventDefault();
        if (current === act) choose(null); else reach(act, false);
      });
    }
    for (const { segment, role } of act.segments) {
      if (!isMarked(role)) continue;
      segment.addEventListener("click", () => {
        const own = acts.find((other) => other.isShown
          && other.segments.some((part) => part.segment === segment && isMarked(part.role)));
        if (own !== act || String(window.getSelection())) return;
        if (current === act) choose(null); else reach(act, false);
      });
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      choose(null);
      return;
    }
    if (event.target.closest("select, input, button")) return;
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  });

  fillLabels();
  fill(form.elements.party, acts.flatMap((act) => act.parties));
  fill(form.elements.speaker, acts.flatMap((act) => act.speakers));
  fillDocuments();
  form.addEventListener("change", (event) => {
    if (event.target.name === "document") {
      documents[Number(event.target.value)].scrollIntoView();
      return;
    }
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  // A reset takes place after its event.
  form.addEventListener("reset", () => setTimeout(show));
  document.documentElement.classList.add("js");
  form.hidden = false;
  show();
})();
