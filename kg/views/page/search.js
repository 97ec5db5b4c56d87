// The search field: arrows move, Enter takes, Escape clears.
const field = byId("search");
const hits = byId("hits");
let active = 0;

function showHits() {
  const found = find(field.value, 12);
  active = 0;
  hits.replaceChildren(...found.map((number, place) => el("li", { role: "option", id: `hit-${place}`, "data-node": number,
    "aria-selected": String(place === 0), onclick: () => take(number) },
    el("span", { class: `sign ${nodes[number].kind}`, "aria-hidden": "true" }), nodes[number].name,
    el("span", { class: "small" }, types[nodes[number].type]))));
  if (!found.length && field.value.trim()) hits.append(el("li", { class: "small" }, say("nothing_found")));
  openHits(field.value.trim() !== "");
}

function openHits(open) {
  hits.hidden = !open;
  field.setAttribute("aria-expanded", String(open));
  field.setAttribute("aria-activedescendant", open && hits.querySelector("[role=option]") ? `hit-${active}` : "");
}

function move(step) {
  const entries = [...hits.querySelectorAll("[role=option]")];
  if (!entries.length) return;
  active = (active + step + entries.length) % entries.length;
  entries.forEach((entry, place) => entry.setAttribute("aria-selected", String(place === active)));
  entries[active].scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", `hit-${active}`);
}

function take(number) {
  openHits(false);
  field.value = nodes[number].name;
  select({ node: number, look: true });
}

function onSearchKey(event) {
  const entry = hits.querySelector('[aria-selected="true"]');
  if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1);
  else if (event.key === "Enter" && entry && !hits.hidden) take(Number(entry.dataset.node));
  else return;
  event.preventDefault();
}
