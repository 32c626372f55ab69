// Draws the charts. The specifications and data come with the page; nothing is fetched.
"use strict";
(() => {
  const { specs, ranges, data } = JSON.parse(document.getElementById("charts").textContent);
  const LABEL_ROWS = { trend: 4, group: 2, account: 3 }; // rows for the labels of events, above the plot
  const ROW = 14;
  const SIDES = { left: 34, right: 10, bottom: 24 };
  const pen = document.createElement("canvas").getContext("2d");

  const rowsOf = (columns) => {
    const names = Object.keys(columns);
    return columns[names[0]].map((_, i) => Object.fromEntries(names.map((name) => [name, columns[name][i]])));
  };

  const shortened = (title) => (title.length > 26 ? `${title.slice(0, 24).trimEnd()}…` : title);

  // Two labels disturb each other when they overlap in a row, or when the line of one runs up through the other.
  const disturb = (a, b) =>
    (a.row === b.row && a.from < b.to && b.from < a.to) ||
    (a.row >= b.row && b.from < a.x && a.x < b.to) ||
    (b.row >= a.row && a.from < b.x && b.x < a.to);

  // The newest event first, so that an older one, whose label runs to the right over newer lines, stands above them.
  // One that fits nowhere keeps its line and its tooltip.
  const placeLabels = (events, [first, last], plot, rows) => {
    pen.font = "11px " + getComputedStyle(document.body).fontFamily;
    const placed = [];
    const ascending = [...Array(rows).keys()];
    // To the right of its line if it can stand there, as low as it can; else to the left, high above older ones.
    const seats = [...ascending.map((row) => ["right", row]), ...ascending.reverse().map((row) => ["left", row])];
    const place = (event) => {
      const x = ((event.day - first) / (last - first)) * plot;
      for (const text of [event.title, shortened(event.title)]) {
        const length = pen.measureText(text).width + 10;
        for (const [side, row] of seats) {
          const [from, to] = side === "right" ? [x, x + length] : [x - length, x];
          const label = { x, row, from, to };
          const fits = from >= -SIDES.left && to <= plot + SIDES.right;
          if (fits && !placed.some((other) => disturb(label, other))) {
            placed.push(label);
            return { ...event, text, side, top: -ROW * (row + 1) };
          }
        }
      }
      placed.push({ x, row: -1, from: x, to: x });
      return { ...event, text: "", side: "none", top: 0 };
    };
    return [...events].sort((a, b) => b.day - a.day).map(place);
  };

  const drawn = new Map();

  const draw = async (element) => {
    const width = Math.floor(element.clientWidth);
    if (!width || drawn.get(element) === width) return;
    drawn.set(element, width);
    const kind = element.dataset.kind;
    const spec = structuredClone(specs[kind]);
    const plot = width - SIDES.left - SIDES.right;
    const top = ROW * LABEL_ROWS[kind] + 4;
    const datasets = Object.fromEntries(
      Object.entries(data[element.id]).map(([name, columns]) => [name, rowsOf(columns)]),
    );
    datasets.events = placeLabels(datasets.events, ranges[kind], plot, LABEL_ROWS[kind]);
    Object.assign(spec, { width: plot, padding: { ...SIDES, top }, datasets });
    spec.config.font = getComputedStyle(document.body).fontFamily;
    try {
      await vegaEmbed(element, spec, {
        renderer: "svg", actions: false, ast: true, defaultStyle: false, tooltip: { disableDefaultStyle: true },
      });
      element.dataset.drawn = "yes";
    } catch (error) {
      element.textContent = "This chart could not be drawn.";
      console.error(error);
    }
  };

  // Drawing changes sizes, so it waits its turn. A closed row has no width and draws when it opens.
  const resized = new ResizeObserver((entries) => setTimeout(() => entries.forEach((entry) => draw(entry.target))));
  document.querySelectorAll(".chart").forEach((element) => resized.observe(element));

  // A link to an account opens its row.
  const openTarget = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) {
      target.open = true;
      target.querySelector("summary").focus();
    }
  };
  addEventListener("hashchange", openTarget);
  openTarget();
})();
