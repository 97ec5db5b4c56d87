// The panel: what is selected, told in words, with the sentences that prove it.
const FIRST = 8;

function badge(text, kind) {
  return text ? el("span", { class: `badge ${kind}` }, text) : null;
}

function nodeButton(number) {
  const node = nodes[number];
  return el("button", { type: "button", class: "name", "data-node": number, onclick: () => select({ node: number }) },
    el("span", { class: `sign ${node.kind}`, "aria-hidden": "true" }), node.name);
}

function validity(statement) {
  const { from, until } = statement;
  if (!from && !until) return "";
  return say(from && until ? "validity" : from ? "since" : "till", { from: day(from), until: day(until) });
}

function quote(proof) {
  const source = sources[proof.source];
  const words = (pieces) => pieces.map(([text, mark]) => (mark ? el("mark", { class: `end${mark}` }, text) : text));
  const speaker = proof.speaker === null ? "" : say("says", { name: nodes[proof.speaker].name });
  const signature = [source.publisher, source.title || source.id, day(source.published)].filter(Boolean).join(", ");
  return el("figure", {},
    el("blockquote", {}, words(proof.quote)),
    proof.elsewhere.length ? el("p", { class: "small" }, say("elsewhere"),
      proof.elsewhere.flatMap(([text, mark], place) => [place ? ", " : "", el("mark", { class: `end${mark}` }, text)])) : null,
    el("figcaption", {}, badge(say(`status_${proof.status}`), proof.status), badge(proof.rumour ? say("rumour") : "", "hypothetical"),
      badge(speaker, "speaker"),
      el("span", { class: "signature" }, signature), safeLink(source.url, say("link"))));
}

function proofsOf(statement) {
  const [first, ...rest] = statement.proofs.map(quote);
  if (!first) return [];
  return [first, rest.length ? el("details", {}, el("summary", {}, say("more_proofs", { count: rest.length })), rest) : null];
}

// What contradicts a statement: the other statement, or the denial of this one among its quotes
function otherSide(statement) {
  return (number) => {
    const other = statements[number];
    const value = typeof other.object === "string" ? day(other.object) : nodes[other.object].name;
    const text = other === statement ? say("also_denied")
      : `${say("other_side")} ${nodes[other.subject].name} — ${predicates[other.predicate]} — ${value}`;
    return el("p", { class: "small" }, text, badge(other === statement ? "" : say(`status_${other.status}`), other.status),
      badge(other.basis === "reference" ? say("reference") : "", "reference"));
  };
}

function statementItem(statement, ends) {
  const percent = Math.round(statement.confidence * 100);
  const isReference = statement.basis === "reference";
  return el("li", { class: layerOf(statement) },
    el("div", { class: "fact" }, ends,
      badge(isReference ? say("reference") : "", "reference"),
      badge(say(`status_${statement.status}`), statement.status),
      badge(validity(statement), "time"),
      badge(statement.against.length ? say("contradicted") : "", "denied"),
      isReference ? null : el("span", { class: "small" }, say("confidence", { percent }))),
    statement.against.map(otherSide(statement)),
    isReference ? el("p", { class: "small" }, say("reference_for", { count: statement.sources.length })) : proofsOf(statement));
}

// The list of items, the later ones behind a button
function longList(items, first, key) {
  const list = el("ul", { class: "plain" }, items.slice(0, first));
  if (items.length <= first) return [list];
  const more = el("button", { type: "button", class: "more", onclick: () => {
    more.remove();
    list.append(...items.slice(first));
  } }, say(key, { count: items.length - first }));
  return [list, more];
}

function nodeDetails(number) {
  const node = nodes[number];
  const wikidata = node.wikidata ? safeLink(`https://www.wikidata.org/wiki/${node.wikidata}`, node.wikidata) : null;
  const groups = statementGroups(number);
  return [
    el("h2", {}, el("span", { class: `sign ${node.kind}`, "aria-hidden": "true" }), node.name),
    el("p", { class: "small" }, [types[node.type], node.en].filter(Boolean).join(" · "), wikidata ? " · " : null, wikidata, " · ",
      say("mentioned", node)),
    node.aliases.length ? el("p", { class: "small" }, `${say("also")} ${node.aliases.slice(0, 8).join(", ")}`) : null,
    groups.size ? null : el("p", {}, say("no_statements")),
    [...groups].flatMap(([title, held]) => [el("h3", {}, title), ...longList(held.map((statement) =>
      statementItem(statement, otherEnd(statement, number))), FIRST, "more_statements")]),
  ];
}

// Statements of a node by predicate and direction: its own first, predicates in the order of the ontology
function statementGroups(number) {
  const held = statementsOf[number].map((one) => statements[one]);
  const groups = new Map();
  for (const [arrow, own] of [["→", true], ["←", false]]) {
    for (const [predicate, label] of Object.entries(predicates)) {
      const found = held.filter((one) => one.predicate === predicate && (one.subject === number) === own);
      if (found.length) groups.set(`${arrow} ${label}`, [...(groups.get(`${arrow} ${label}`) ?? []), ...found]);
    }
  }
  return groups;
}

function otherEnd(statement, number) {
  if (typeof statement.object === "string") return el("span", { class: "value" }, day(statement.object));
  return nodeButton(statement.subject === number ? statement.object : statement.subject);
}

function lineDetails(id) {
  const line = lineById.get(id);
  const items = line.statements.map((number) => statements[number]).map((statement) => statementItem(statement,
    [nodeButton(statement.subject), el("span", { class: "predicate" }, predicates[statement.predicate]), nodeButton(statement.object)]));
  return [el("h2", {}, say("between")), el("ul", { class: "plain" }, items)];
}

function overview() {
  const sections = KINDS.flatMap((kind) => {
    const held = nodes.map((_, number) => number).filter((number) => nodes[number].kind === kind);
    if (!held.length) return [];
    const items = held.map((number) => el("li", {}, nodeButton(number)));
    return [el("h3", {}, say(`kind_${kind}`)), ...longList(items, 6, "more_statements")];
  });
  return [el("h2", {}, say("top")), sections.length ? el("div", { id: "top" }, sections) : el("p", {}, say("no_results"))];
}

function showDetails() {
  const back = el("button", { type: "button", class: "back", onclick: () => select({}) }, `← ${say("back")}`);
  const content = selection.node !== null ? [back, ...nodeDetails(selection.node)]
    : selection.line !== null ? [back, ...lineDetails(selection.line)] : overview();
  byId("details").replaceChildren(...content.flat().filter((child) => child !== null));
  byId("panel").scrollTop = 0;
}

function choice(group, value, mark, text) {
  const box = el("input", { type: "checkbox", checked: filters[group].has(value), "data-filter": value, onchange: () => {
    filters[group][box.checked ? "add" : "delete"](value);
    redraw();
  } });
  return el("label", {}, box, mark, text);
}

function showLegend() {
  const count = (kind) => nodes.filter((node) => node.kind === kind).length;
  const kinds = KINDS.filter(count).map((kind) => choice("kinds", kind,
    el("span", { class: `sign ${kind}`, "aria-hidden": "true" }), `${say(`kind_${kind}`)} ${count(kind)}`));
  const layers = LAYERS.map((layer) => choice("layers", layer,
    el("span", { class: `stroke ${layer}`, "aria-hidden": "true" }), say(`layer_${layer}`)));
  const names = Object.entries(predicates).map(([name, label]) => choice("predicates", name, null, label));
  byId("legend").replaceChildren(
    el("div", { class: "choices" }, kinds),
    el("div", { class: "choices" }, layers),
    el("details", { id: "predicates" }, el("summary", {}, say("predicates")),
      el("div", {}, ["all", "none"].map((key) => el("button", { type: "button", class: "more", onclick: () => allPredicates(key) }, say(key)))),
      el("div", { class: "choices" }, names)));
  const documents = sources.length;
  byId("counts").textContent = say("counts", { documents, nodes: nodes.length, statements: statements.length });
}

function allPredicates(key) {
  filters.predicates = new Set(key === "all" ? Object.keys(predicates) : []);
  for (const box of byId("predicates").querySelectorAll("input")) box.checked = key === "all";
  redraw();
}
