// Selection ties the drawing, the panel and the address together.
function select({ node = null, line = null, look = false }) {
  selection = { node, line };
  if (node !== null) expand(node);
  byId("filters").open = node === null && line === null;
  redraw();
  showDetails();
  if (node !== null && look) lookAt(node);
}

function clear() {
  field.value = "";
  openHits(false);
  select({});
}

function listen() {
  network.on("click", ({ nodes: [node], edges: [line] }) => {
    openHits(false);
    if (node !== undefined) select({ node });
    else if (line !== undefined) select({ line });
    else select({});
  });
  field.addEventListener("input", showHits);
  field.addEventListener("focus", () => field.value && showHits());
  field.addEventListener("keydown", onSearchKey);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
    const typing = event.target instanceof Element && event.target.matches("input, textarea, select");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      field.focus();
    }
  });
  byId("panel").addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-node]");
    if (button && selection.node !== null) lookAt(selection.node);
  });
}

showLegend();
draw();
listen();
showDetails();
document.documentElement.dataset.ready = "true";
