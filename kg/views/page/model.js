// The data and what is derived from it once: names to search, statements of each node, edges of each node.
const model = readJson("data-model");
const marks = readJson("data-nodes");
const lines = readJson("data-edges");
const options = readJson("data-options");
const { nodes, statements, sources, types, predicates } = model;

const KINDS = ["Person", "Country", "Organization", "Place", "Event", "Document", "Other"];
const LAYERS = ["text", "planned", "reference", "disputed"];
const filters = {
  kinds: new Set(KINDS),
  layers: new Set(["text", "planned", "reference"]),
  predicates: new Set(Object.keys(predicates)),
};

const statementsOf = nodes.map(() => []);
statements.forEach((statement, number) => {
  statementsOf[statement.subject].push(number);
  if (typeof statement.object === "number" && statement.object !== statement.subject) {
    statementsOf[statement.object].push(number);
  }
});
const linesOf = nodes.map(() => []);
const lineById = new Map(lines.map((line) => [line.id, line]));
lines.forEach((line) => {
  linesOf[line.from].push(line);
  if (line.to !== line.from) linesOf[line.to].push(line);
});
const searchTexts = nodes.map((node) => [node.name, node.en, ...node.aliases].filter(Boolean).map(fold));

function layerOf(statement) {
  if (statement.status === "denied" || statement.status === "hypothetical") return "disputed";
  if (statement.basis === "reference") return "reference";
  return statement.status === "planned" ? "planned" : "text";
}

function passes(statement) {
  return filters.layers.has(layerOf(statement)) && filters.predicates.has(statement.predicate);
}

// What a line looks like: the strongest of the layers that the filters leave, or null
function layerOfLine(line) {
  const held = new Set(line.statements.map((number) => statements[number]).filter(passes).map(layerOf));
  return LAYERS.find((layer) => held.has(layer)) ?? null;
}

// Whole names first, then their beginnings, then words inside, then other places; nodes come by importance
function find(query, limit) {
  const wanted = fold(query);
  if (!wanted) return [];
  const rank = (text) =>
    text === wanted ? 0 : text.startsWith(wanted) ? 1 : text.includes(` ${wanted}`) ? 2 : text.includes(wanted) ? 3 : 9;
  return searchTexts
    .map((texts, number) => [Math.min(...texts.map(rank)), number])
    .filter(([distance]) => distance < 9)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .slice(0, limit)
    .map(([, number]) => number);
}
