// The graph as vis-network draws it: positions come with the data, filters and the selection change the rest.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const SHAPES = {
  Person: "dot", Country: "square", Organization: "hexagon", Place: "triangleDown", Event: "diamond", Document: "star",
  Other: "triangle",
};
const COLORS = {
  Person: ["#1769aa", "#6cb6ff"], Country: ["#c2410c", "#ff9a5c"], Organization: ["#0f766e", "#4fd1b5"],
  Place: ["#a21caf", "#e79bf0"], Event: ["#b07d00", "#f2c94c"], Document: ["#64748b", "#a9b6c8"],
  Other: ["#7c6f64", "#c5b8ab"],
};
const THEME = {
  text: ["#1b2330", "#e8ecf2"], ground: ["#fbfcfd", "#11151b"],
  line: {
    text: ["#7b8798", "#77849a"], planned: ["#b07d00", "#f2c94c"], reference: ["#b9c1cc", "#444e5d"],
    disputed: ["#c81e1e", "#ff7b7b"],
  },
};
const DASHES = { text: false, planned: [10, 6], reference: [3, 5], disputed: [2, 6] };
const WIDTHS = { text: 1.6, planned: 1.8, reference: 1, disputed: 1.8 };

const NAMED = 14;
const LARGEST = 19;
const CALM = 600;
const REVEALED = 40;

const shown = new Set(marks.filter((mark) => "x" in mark).map((mark) => mark.id));
const nodeSet = new vis.DataSet();
const lineSet = new vis.DataSet();
let network = null;
let selection = { node: null, line: null };

function tone(pair) {
  return pair[dark.matches ? 1 : 0];
}

function kindColor(kind) {
  return tone(COLORS[kind]);
}

// Nodes and lines that belong to the selection, or null when nothing is selected
function highlighted() {
  if (selection.line !== null) {
    const line = lineById.get(selection.line);
    return { nodes: new Set([line.from, line.to]), lines: new Set([line.id]) };
  }
  if (selection.node === null) return null;
  const near = linesOf[selection.node].filter((line) => layerOfLine(line) !== null);
  return {
    nodes: new Set([selection.node, ...near.flatMap((line) => [line.from, line.to])]),
    lines: new Set(near.map((line) => line.id)),
  };
}

function nodeStyle(mark, lit, connected) {
  const faded = lit !== null && !lit.nodes.has(mark.id);
  const color = kindColor(mark.group);
  const chosen = selection.node === mark.id;
  // few neighbours are all named, however small they are drawn
  const named = lit !== null && !faded && lit.nodes.size <= NAMED;
  const scale = network === null ? 1e-6 : network.getScale();
  // what is large so that it can be read from afar does not grow when one comes near
  const size = Math.min(named ? Math.max(mark.font.size, 12 / scale) : mark.font.size, Math.max(12, LARGEST / scale));
  return {
    ...mark,
    group: undefined,
    size: Math.min(mark.size, Math.max(7.5, LARGEST * 0.62 / scale)),
    shape: SHAPES[mark.group],
    hidden: !filters.kinds.has(mark.group) || !(connected.has(mark.id) || chosen),
    opacity: faded ? 0.18 : 1,
    borderWidth: chosen ? 4 : 1,
    color: { background: color, border: chosen ? tone(THEME.text) : tone(THEME.ground),
      highlight: { background: color, border: tone(THEME.text) }, hover: { background: color, border: tone(THEME.text) } },
    font: { size, color: faded ? "rgba(128,128,128,0.25)" : tone(THEME.text),
      strokeWidth: faded ? 0 : Math.max(3, size / 5), strokeColor: tone(THEME.ground) },
  };
}

function lineStyle(line, layer, lit) {
  const faded = lit !== null && !lit.lines.has(line.id);
  const bright = lit !== null && !faded;
  const held = line.statements.map((number) => statements[number]).filter(passes);
  const color = tone(THEME.line[layer]);
  return {
    id: line.id, from: line.from, to: line.to,
    hidden: !filters.kinds.has(marks[line.from].group) || !filters.kinds.has(marks[line.to].group),
    arrows: {
      to: { enabled: held.some((one) => one.object === line.to), scaleFactor: 0.5 },
      from: { enabled: held.some((one) => one.object === line.from), scaleFactor: 0.5 },
    },
    dashes: DASHES[layer],
    width: WIDTHS[layer] * (bright ? 1.8 : 1),
    color: { color, highlight: color, hover: color, opacity: faded ? 0.06 : bright ? 1 : layer === "reference" ? 0.5 : 0.6 },
    label: bright && lit.lines.size <= 12 ? [...new Set(held.map((one) => predicates[one.predicate]))].slice(0, 3).join("\n") : "",
    font: { size: 13, color: tone(THEME.text), strokeColor: tone(THEME.ground), strokeWidth: 4, align: "middle" },
  };
}

// Bring the drawing to the state of filters and selection
function redraw() {
  const lit = highlighted();
  const visible = lines
    .filter((line) => shown.has(line.from) && shown.has(line.to) && line.from !== line.to)
    .map((line) => [line, layerOfLine(line)])
    .filter(([, layer]) => layer !== null);
  const connected = new Set(visible.flatMap(([line]) => [line.from, line.to]));
  const keep = new Set(visible.map(([line]) => line.id));
  nodeSet.update([...shown].map((number) => nodeStyle(marks[number], lit, connected)));
  lineSet.remove(lineSet.getIds().filter((id) => !keep.has(id)));
  lineSet.update(visible.map(([line, layer]) => lineStyle(line, layer, lit)));
}

// A node that was left out of the first drawing comes next to its neighbours, and brings the most important of them
function expand(number) {
  reveal(number);
  const near = linesOf[number].flatMap((line) => [line.from, line.to]).sort((a, b) => a - b);
  near.slice(0, REVEALED).forEach(reveal);
}

function reveal(number) {
  if (shown.has(number)) return;
  const near = linesOf[number].map((line) => (line.from === number ? line.to : line.from)).filter((id) => shown.has(id));
  const middle = (axis) => near.reduce((sum, id) => sum + marks[id][axis], 0) / Math.max(1, near.length);
  const angle = number * 2.4;
  marks[number].x = Math.round(middle("x") + 160 * Math.cos(angle));
  marks[number].y = Math.round(middle("y") + 160 * Math.sin(angle));
  shown.add(number);
}

function lookAt(number) {
  const scale = Math.max(network.getScale(), Math.min(1, 15 / marks[number].font.size));
  network.moveTo({ position: { x: marks[number].x, y: marks[number].y }, scale, animation: animation() });
  redrawSoon();
}

// vis-network counts frames, not time: in a large graph a movement would take many seconds
function animation() {
  const still = shown.size > CALM || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return still ? false : { duration: 350 };
}

// Names have another size when the scale has changed
let soon;
function redrawSoon() {
  clearTimeout(soon);
  soon = setTimeout(redraw, 120);
}

function draw() {
  redraw();
  network = new vis.Network(byId("network"), { nodes: nodeSet, edges: lineSet }, options);
  firstLook();
  redraw();
  const canvas = byId("network").querySelector("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", say("graph_description"));
  dark.addEventListener("change", redraw);
  network.on("zoom", redrawSoon);
  network.on("animationFinished", redrawSoon);
  byId("closer").addEventListener("click", () => zoom(1.4));
  byId("farther").addEventListener("click", () => zoom(1 / 1.4));
  byId("whole").addEventListener("click", () => {
    network.fit({ animation: animation() });
    redrawSoon();
  });
}

// All of the graph; on a small screen only its middle, so that names can be read at once
function firstLook() {
  if (!shown.size) return;
  const main = marks[Math.min(...shown)];
  network.fit({ animation: false });
  const least = 12 / main.font.size;
  if (network.getScale() < least) network.moveTo({ position: { x: main.x, y: main.y }, scale: least });
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: animation() });
  redrawSoon();
}
