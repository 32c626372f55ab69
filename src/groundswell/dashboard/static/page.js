// Draws the charts. The specifications and data come with the page; nothing is fetched.
"use strict";
// `root` is what holds the charts, `payload` what they are drawn from: specifications and ranges by kind, data by chart.
const drawCharts = (root, { specs, ranges, data }) => {
  const LABEL_ROWS = { trend: 4, group: 2, account: 3 }; // rows for the labels of events, above the plot
  const ROW = 14;
  const SIDES = { left: 34, right: 10, bottom: 24 };
  const WIDE_LABELS = { emotions: 82 }; // room on the left for words instead of numbers
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

  // Charts of one kind keep the same room above the plot, so that their plots stand level; none if none has an event.
  const elements = [...root.querySelectorAll(".chart")];
  const rowsFor = (kind) => {
    const some = elements.some((other) => other.dataset.kind === kind && data[other.id].events?.day.length);
    return some ? LABEL_ROWS[kind] : 0;
  };

  // The library writes its own label over that of the page, unless it is given one.
  const descriptions = new Map(elements.map((element) => [element.id, element.getAttribute("aria-label")]));
  const drawn = new Map();

  const draw = async (element) => {
    const width = Math.floor(element.clientWidth);
    if (!width || drawn.get(element) === width || element.closest("details:not([open])")) return;
    drawn.set(element, width);
    const kind = element.dataset.kind;
    const spec = structuredClone(specs[kind]);
    const sides = { ...SIDES, left: WIDE_LABELS[kind] ?? SIDES.left };
    const plot = width - sides.left - sides.right;
    const rows = rowsFor(kind);
    const top = ROW * rows + 8;
    element.style.height = `${top + spec.height + SIDES.bottom}px`;
    const { domain, ...tables } = data[element.id];
    const datasets = Object.fromEntries(Object.entries(tables).map(([name, columns]) => [name, rowsOf(columns)]));
    if (datasets.events) datasets.events = placeLabels(datasets.events, ranges[kind], plot, rows);
    // A chart may bring its own vertical range.
    if (domain) spec.layer.forEach(({ encoding }) => encoding?.y?.scale?.domain && (encoding.y.scale.domain = domain));
    const description = descriptions.get(element.id);
    Object.assign(spec, { width: plot, padding: { ...sides, top }, description, datasets });
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

  // The chart of a closed row waits until it opens; a chart whose width changes is drawn anew.
  elements.forEach(draw);
  root.querySelectorAll("details.account").forEach((row) =>
    row.addEventListener("toggle", () => draw(document.getElementById(row.dataset.chart))),
  );
  const resized = new ResizeObserver((entries) => setTimeout(() => entries.forEach((entry) => draw(entry.target))));
  elements.forEach((element) => resized.observe(element));
};

// A link to an account opens its row.
const openTarget = () => {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.querySelector("summary").focus();
  }
};

const carried = document.getElementById("charts");
if (carried) {
  drawCharts(document, JSON.parse(carried.textContent));
  addEventListener("hashchange", openTarget);
  openTarget();
}
