// Accessibility checks that run inside a page; the value is the list of what is wrong.
(() => {
  const wrong = [];
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  // Any colour of CSS as red, green, blue and alpha.
  const parts = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (front, back) => {
    const [alpha] = front.slice(3);
    return [0, 1, 2].map((i) => front[i] * alpha + back[i] * (1 - alpha)).concat(1);
  };
  const luminance = (colour) => {
    const [red, green, blue] = colour.slice(0, 3).map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (first, second) => {
    const [a, b] = [luminance(first), luminance(second)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      layers.push(parts(getComputedStyle(at).backgroundColor));
    }
    return layers.reverse().reduce((back, front) => over(front, back), [255, 255, 255, 1]);
  };

  // Contrast of all visible text.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let checked = 0;
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const element = walker.currentNode.parentElement;
    if (!text || element.closest("script, noscript, option, title")) continue;
    const style = getComputedStyle(element);
    if (element.getClientRects().length === 0 || style.visibility !== "visible") continue;
    if (element.closest(":disabled")) continue;
    const isDrawn = element.ownerSVGElement;
    const back = ground(element);
    const front = over(parts(isDrawn ? style.fill : style.color), back);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = contrast(front, back);
    checked += 1;
    if (ratio < (isLarge ? 3 : 4.5)) {
      wrong.push(`contrast ${ratio.toFixed(2)}: "${text.slice(0, 30)}" in <${element.tagName} class="${element.getAttribute("class") || ""}">`);
    }
  }
  if (checked < 20) wrong.push(`only ${checked} pieces of text found`);

  // Fields have labels, ids are unique, links lead somewhere, tables have heads.
  for (const field of document.querySelectorAll("input, select, textarea")) {
    if (!field.labels || field.labels.length === 0) wrong.push(`no label: ${field.name}`);
  }
  const ids = Array.from(document.querySelectorAll("[id]"), (element) => element.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) wrong.push(`id twice: ${id}`);
  for (const link of document.querySelectorAll("a[href]")) {
    const href = link.getAttribute("href");
    if (!href.startsWith("#") || !document.getElementById(href.slice(1))) wrong.push(`link to nowhere: ${href}`);
  }
  for (const table of document.querySelectorAll("table")) {
    if (!table.caption || !table.querySelector("thead th[scope=col]") || !table.querySelector("tbody th[scope=row]")) {
      wrong.push("a table without caption or heads");
    }
  }
  if (document.documentElement.lang !== "en") wrong.push("no language");
  const levels = Array.from(document.querySelectorAll("h1, h2, h3"), (heading) => Number(heading.tagName[1]));
  levels.forEach((level, index) => {
    if (index > 0 && level > levels[index - 1] + 1) wrong.push(`a heading of level ${level} after ${levels[index - 1]}`);
  });
  if (levels[0] !== 1) wrong.push("no heading of level 1 first");
  return wrong;
})()
