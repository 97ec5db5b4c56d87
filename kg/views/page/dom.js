// Elements are made here only, and text enters them as text: nothing of the data is ever read as markup.
const strings = readJson("data-strings");

function readJson(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

function byId(id) {
  return document.getElementById(id);
}

// say("since", { from: "2012" }) → «с 2012»
function say(key, values = {}) {
  return (strings[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

// el("p", { class: "quote" }, "text", child): null children are left out
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick" || name === "onchange") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== ""));
  return element;
}

// Only web addresses become links: javascript: and data: addresses stay out
function safeLink(address, text) {
  if (!/^https?:\/\//i.test(address)) return null;
  return el("a", { href: address, rel: "noopener noreferrer nofollow", target: "_blank" }, text);
}

// A name as it is compared: without case, ё as е
function fold(text) {
  return text.toLowerCase().replaceAll("ё", "е").replace(/[«»"„“”'’]/g, "").replace(/\s+/g, " ").trim();
}

// 2024-11-28 → 28.11.2024, 2024-11 → 11.2024; anything else stays
function day(text) {
  return /^\d{4}(-\d\d){0,2}$/.test(text) ? text.split("-").reverse().join(".") : text;
}
