// Fills the search dialog, which precis.js opens. Pagefind and its index for the page's language are loaded at the first
// search, and of what is found only as much as is shown.
"use strict";
{
  const { src } = document.currentScript;
  const dialog = document.getElementById("search");
  const query = dialog.querySelector(".search__query");
  const status = dialog.querySelector(".search__status");
  const results = dialog.appendChild(element("div", "search__results"));
  const ways = dialog.appendChild(element("div", "search__ways"));
  const { dataset } = dialog, { words } = precis;
  const hint = status.textContent;
  const KINDS = { page: pageEntry, term: termEntry, fact: factEntry }; // in the order of their groups
  const SHOWN = 5, MORE = 20; // of each group, at first and on demand
  const PAUSE = 250; // milliseconds: searching and telling wait until the reader has stopped typing
  let loading;
  let latest = 0;
  let pausing;
  results.setAttribute("role", "group");
  ways.hidden = true;

  precis.search = () => {
    if (location.protocol === "file:") return fail(words.offline);
    load().then(() => { if (query.value.trim() && !results.childElementCount) search(query.value); }, () => fail(dataset.broken));
  };
  query.addEventListener("input", () => {
    clearTimeout(pausing);
    pausing = setTimeout(search, PAUSE, query.value);
  });
  query.form.addEventListener("submit", (event) => {
    event.preventDefault();
    links()[0]?.focus();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { // in the field it would only empty it
      event.preventDefault();
      dialog.close();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [query, ...links()], place = stops.indexOf(document.activeElement);
    if (!step || place < 0) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(place + step, stops.length - 1))].focus();
  });
  dialog.addEventListener("click", (event) => { if (event.target.closest("a")) dialog.close(); });
  // The part of a phone's window that its keyboard leaves free.
  const fit = () => dialog.style.setProperty("--free", `${visualViewport.height}px`);
  visualViewport?.addEventListener("resize", fit);
  if (globalThis.visualViewport) fit();

  function links() {
    return [...dialog.querySelectorAll(".search__results a, .search__ways:not([hidden]) a")];
  }

  function load() {
    loading ??= import(new URL("pagefind/pagefind.js", src)).then(async (pagefind) => {
      await pagefind.options({ excerptLength: 24, baseUrl: base().pathname, noWorker: true }); // a worker is 12 kB more
      await pagefind.init();
      return pagefind;
    });
    loading.catch(() => { loading = undefined; });
    return loading;
  }

  function base() {
    return new URL("..", src);
  }

  async function search(text) {
    if (location.protocol === "file:") return;
    const turn = ++latest;
    const waiting = setTimeout(tell, PAUSE, words.loading);
    dialog.setAttribute("aria-busy", true);
    try {
      const pagefind = await load();
      const found = text.trim() ? await findAll(pagefind, text) : [];
      if (turn === latest) show(text.trim(), found);
    } catch {
      if (turn === latest) fail(dataset.broken);
    } finally {
      clearTimeout(waiting);
      if (turn === latest) dialog.removeAttribute("aria-busy");
    }
  }

  // Each kind apart: facts are short, and would push out what explains.
  async function findAll(pagefind, text) {
    const kinds = Object.keys(KINDS);
    const found = await Promise.all(kinds.map((kind) => pagefind.search(text, { filters: { kind } })));
    const groups = kinds.map((kind, place) => ({ kind, results: found[place].results })).filter((one) => one.results.length);
    return Promise.all(groups.map(async ({ kind, results }) => ({ kind, results, shown: await data(results.slice(0, SHOWN)) })));
  }

  function data(some) {
    return Promise.all(some.map((result) => result.data()));
  }

  function show(text, groups) {
    const count = groups.reduce((sum, group) => sum + group.results.length, 0);
    const told = count ? words.count.replace("{number}", precis.inDigits(count)) : words.none.replace("{query}", () => text);
    tell(text ? told : hint);
    results.setAttribute("aria-label", text);
    results.replaceChildren(...groups.map(group));
    offerWays(Boolean(text) && !count);
  }

  function group({ kind, results, shown }) {
    const section = element("section", "search__group"), list = element("ol", ""), heading = element("h2", "search__kind");
    heading.id = `found-${kind}`;
    heading.textContent = words[kind].replace("{number}", precis.inDigits(results.length));
    section.setAttribute("aria-labelledby", heading.id);
    list.setAttribute("role", "list");
    list.append(...shown.map((one) => entry(kind, one)));
    section.append(heading, list);
    if (results.length > shown.length) section.append(more(kind, results.slice(shown.length), list));
    return section;
  }

  function more(kind, rest, list) {
    const button = element("button", "search__more");
    Object.assign(button, { type: "button", textContent: words.more });
    button.addEventListener("click", async () => {
      const added = (await data(rest.splice(0, MORE))).map((one) => entry(kind, one));
      list.append(...added);
      added[0].querySelector("a").focus();
      if (!rest.length) button.remove();
    });
    return button;
  }

  function entry(kind, page) {
    const item = element("li", `search__found search__found--${kind}`);
    item.append(...KINDS[kind](page));
    return item;
  }

  // A question with the sections in which the words were found.
  function pageEntry(page) {
    const inside = page.sub_results.filter((part) => part.url !== page.url).slice(0, 3);
    const passages = inside.map((part) => {
      const passage = element("p", "search__passage");
      passage.append(link(part.url, part.title), excerpt(part.excerpt));
      return passage;
    });
    return [link(page.url, page.meta.title), ...passages.length ? passages : [excerpt(page.excerpt)]];
  }

  function termEntry({ meta }) {
    return [link(new URL(meta.url, base()), meta.title), line(meta.definition)];
  }

  function factEntry({ url, meta, excerpt: words }) {
    return [line(meta.value, "search__value"), link(url, meta.title), meta.who ? line(meta.who) : excerpt(words)];
  }

  function link(url, title) {
    const anchor = element("a", "");
    anchor.href = url;
    anchor.textContent = printed(title);
    return anchor;
  }

  function line(text, name = "search__excerpt") {
    const span = element("span", name);
    span.textContent = printed(text ?? "");
    return span;
  }

  function excerpt(html) {
    const text = element("span", "search__excerpt");
    const words = printed(html).replace(/^[\s.,;:!?…»”)]+/, "").trim();
    text.innerHTML = words + (/[.!?؟»”]$/.test(words) ? "" : "…"); // escaped by Pagefind but for its <mark>
    return text;
  }

  function element(tag, name) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    return made;
  }

  // The index holds typewriter apostrophes, so that words after an elided article are found.
  function printed(text) {
    return text.replaceAll("'", "’");
  }

  function tell(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  function fail(why) {
    tell(why);
    results.replaceChildren();
    offerWays(true);
  }

  // Where nothing is found, or nothing can be: what the search covers, and the pages that list it, from the page's foot.
  function offerWays(wanted) {
    ways.hidden = !wanted;
    if (!wanted || ways.childElementCount) return;
    const list = document.querySelector(".foot nav ul").cloneNode(true);
    ways.append(line(hint, "search__scope"), list);
  }
}
