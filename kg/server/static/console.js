// @ts-check
// The query console: named queries, their parameters, a table of the answer. Data goes into text nodes only.
"use strict";

/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);
/** @type {{name: string, ru: string, text: string, parameters: {name: string, kind: string, ru: string}[]}[]} */
let named = [];
/** @type {AbortController | null} */
let running = null;
/** @type {{vars: string[], rows: Record<string, {type: string, value: string}>[]} | null} */
let shown = null;
/** Text of the named query as it stands in the box; null once it has been changed by hand. @type {string | null} */
let untouched = null;

/** @param {string} text @param {boolean} [wrong] */
function say(text, wrong = false) {
  at("state").textContent = text;
  at("state").className = wrong ? "error" : "";
}

async function choose() {
  const query = named.find((item) => item.name === at("named").value);
  const form = at("parameters");
  form.replaceChildren();
  form.hidden = !query || !query.parameters.length;
  untouched = query ? query.text : null;
  if (!query) return;
  at("text").value = query.text;
  for (const parameter of query.parameters) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.name = parameter.name;
    label.append(parameter.ru, input);
    form.append(label);
  }
}

function address() {
  const query = at("named").value;
  const fields = [...at("parameters").querySelectorAll("input")].filter((input) => input.value.trim());
  const values = new URLSearchParams(fields.map((input) => [input.name, input.value.trim()]));
  return `/query/${encodeURIComponent(query)}?${values}`;
}

/** @param {AbortSignal} signal */
function ask(signal) {
  const headers = { Accept: "application/sparql-results+json, text/turtle;q=0.5" };
  if (at("named").value && at("text").value === untouched) return fetch(address(), { headers, signal });
  const body = new URLSearchParams({ query: at("text").value });
  return fetch("/sparql", { method: "POST", body, headers, signal });
}

async function run() {
  stop();
  const mine = (running = new AbortController());
  at("stop").disabled = false;
  say("…");
  const begun = performance.now();
  try {
    const answer = await ask(mine.signal);
    const text = await answer.text();
    if (mine !== running) return;
    const cut = answer.headers.get("X-Answer-Cut");
    const took = `${((performance.now() - begun) / 1000).toFixed(2)} с`;
    if (!answer.ok) say(text, true);
    else show(text, answer.headers.get("Content-Type") || "", cut ? `показано первых ${cut}; ${took}` : took);
  } catch (error) {
    if (mine === running) say(String(error), true);
  } finally {
    if (mine === running) at("stop").disabled = true;
  }
}

function stop() {
  if (running) running.abort();
  running = null;
  at("stop").disabled = true;
}

/** @param {string} text @param {string} kind @param {string} note */
function show(text, kind, note) {
  shown = null;
  at("save").disabled = true;
  if (!kind.includes("sparql-results+json")) {
    const block = document.createElement("pre");
    block.textContent = text;
    at("answer").replaceChildren(block);
    return say(note);
  }
  const answer = JSON.parse(text);
  if ("boolean" in answer) {
    at("answer").replaceChildren();
    return say(`${answer.boolean ? "да" : "нет"}; ${note}`);
  }
  shown = { vars: answer.head.vars, rows: answer.results.bindings };
  at("save").disabled = false;
  at("answer").replaceChildren(tableOf(shown));
  say(`${shown.rows.length} строк; ${note}`);
}

/** @param {NonNullable<typeof shown>} answer */
function tableOf(answer) {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  // an entity's IRI is a link under its name, which stands in the column beside it
  const columns = answer.vars.filter((name) => !answer.vars.includes(`${name}Name`));
  for (const name of columns) {
    const cell = document.createElement("th");
    cell.textContent = name.replace(/Name$/, "");
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of answer.rows) {
    const line = body.insertRow();
    for (const name of columns) line.insertCell().append(cellOf(row[name], row[name.replace(/Name$/, "")]));
  }
  return table;
}

/** @param {{type: string, value: string} | undefined} term @param {{type: string, value: string} | undefined} node */
function cellOf(term, node) {
  if (!term) return "";
  const iri = term.type === "uri" ? term.value : node && node.type === "uri" ? node.value : "";
  const text = term.type === "uri" ? term.value.replace(/^.*[/#](?=.)/, "") : term.value;
  const path = /^https?:\/\/[^/]+\/(?:.*\/)?((?:entity|document|statement|evidence|method)\/[^#]*)$/.exec(iri);
  if (!path) return text;
  const link = document.createElement("a");
  link.href = `/${path[1]}`;
  link.textContent = text;
  return link;
}

function save() {
  if (!shown) return;
  const answer = shown;
  const quoted = (/** @type {string} */ text) => `"${(/^[=+\-@\t\r]/.test(text) ? "'" + text : text).replace(/"/g, '""')}"`;
  const lines = [answer.vars, ...answer.rows.map((row) => answer.vars.map((name) => row[name]?.value ?? ""))];
  const blob = new Blob(["\ufeff" + lines.map((line) => line.map(quoted).join(",")).join("\r\n")], { type: "text/csv" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = "answer.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}

async function start() {
  named = await (await fetch("/queries")).json();
  for (const query of named) at("named").append(new Option(query.ru, query.name));
  at("named").addEventListener("change", choose);
  at("run").addEventListener("click", run);
  at("stop").addEventListener("click", stop);
  at("save").addEventListener("click", save);
  at("parameters").addEventListener("submit", (/** @type {Event} */ event) => { event.preventDefault(); run(); });
  document.addEventListener("keydown", (event) => { if (event.ctrlKey && event.key === "Enter") run(); });
}

start();
