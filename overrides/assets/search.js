// The search dialog. Pagefind and its index for the page's language are loaded at the first search.
const dialog = document.getElementById("search");
const opener = document.getElementById("search-open");
const query = dialog.querySelector(".search__query");
const status = dialog.querySelector(".search__status");
const list = dialog.querySelector(".search__results");
const hint = status.textContent;
const LIMIT = 12;
const PAUSE = 250; // milliseconds: the status is read out, so it waits until the reader has stopped typing
let loading;
let latest = 0;
let telling;

opener.hidden = false;
opener.addEventListener("click", open);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.closest("input, textarea, [contenteditable]")) {
    event.preventDefault();
    open();
  }
});
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
dialog.querySelector(".search__close").addEventListener("click", () => dialog.close());
query.addEventListener("input", () => search(query.value));
query.addEventListener("keydown", (event) => { if (event.key === "Escape") dialog.close(); }); // else it only empties the field
query.form.addEventListener("submit", (event) => {
  event.preventDefault();
  list.querySelector("a")?.focus();
});

function open() {
  dialog.showModal();
  query.select();
  load();
}

function load() {
  loading ??= import(new URL(dialog.dataset.bundle, document.baseURI)).then(async (pagefind) => {
    await pagefind.options({ excerptLength: 24, baseUrl: new URL(dialog.dataset.base, document.baseURI).pathname });
    await pagefind.init();
    return pagefind;
  });
  loading.catch(() => { loading = undefined; });
  return loading;
}

async function search(text) {
  const turn = ++latest;
  try {
    const pagefind = await load();
    const found = text.trim() ? await results(pagefind, text) : [];
    const pages = await Promise.all(found.slice(0, LIMIT).map((result) => result.data()));
    if (turn === latest) show(text, found.length, pages);
  } catch {
    tell(dialog.dataset.broken);
  }
}

// What explains comes first, then the pages of single facts, which are short and would push it out.
async function results(pagefind, text) {
  const kinds = await Promise.all(["page", "fact"].map((kind) => pagefind.search(text, { filters: { kind } })));
  return kinds.flatMap((found) => found.results);
}

function show(text, count, pages) {
  const told = count ? dialog.dataset.count : dialog.dataset.none;
  tell(text.trim() ? told.replace("{number}", inDigits(count)).replace("{query}", text.trim()) : hint);
  list.setAttribute("aria-label", text.trim());
  list.replaceChildren(...pages.map(entry));
}

// In the digits of the page's language, which <html> names where they are not Latin.
function inDigits(number) {
  return String(number).replace(/\d/g, (digit) => [...document.documentElement.dataset.digits ?? ""][digit] ?? digit);
}

function tell(text) {
  clearTimeout(telling);
  telling = setTimeout(() => { if (status.textContent !== text) status.textContent = text; }, PAUSE);
}

function entry(page) {
  const item = document.createElement("li");
  item.append(link(page.url, page.meta.title));
  const inside = page.sub_results.filter((part) => part.url !== page.url).slice(0, 3);
  if (!inside.length) item.append(excerpt(page.excerpt));
  for (const part of inside) {
    const section = document.createElement("p");
    section.append(link(part.url, part.title), excerpt(part.excerpt));
    item.append(section);
  }
  return item;
}

function link(url, title) {
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.textContent = printed(title);
  anchor.addEventListener("click", () => dialog.close());
  return anchor;
}

function excerpt(html) {
  const text = document.createElement("span");
  text.className = "search__excerpt";
  text.innerHTML = printed(html).replace(/^[\s.,;:!?…»”)]+/, ""); // escaped by Pagefind but for its <mark>
  return text;
}

// The index holds typewriter apostrophes, so that words after an elided article are found.
function printed(text) {
  return text.replaceAll("'", "’");
}
