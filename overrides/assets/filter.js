// Filters the list of all facts, or of all terms. Without this script the whole list is there.
"use strict";
{
  const form = document.getElementById("filter");
  const text = document.getElementById("filter-text");
  const choice = form.querySelector("select"); // its name is that of the items' data attribute
  const status = form.querySelector("[role=status]");
  const groups = [...document.querySelectorAll(".records, .terms")];
  const items = [...document.querySelectorAll(".record, .term")].map((item) => ({ item, words: plain(content(item)) }));

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  addEventListener("hashchange", showTarget);
  filter();

  function filter() {
    const wanted = plain(text.value).split(" ").filter(Boolean);
    for (const { item, words } of items) {
      const chosen = !choice?.value || item.dataset[choice.name] === choice.value;
      item.hidden = !chosen || !wanted.every((word) => words.includes(word));
    }
    for (const group of groups) group.hidden = !group.querySelector(":is(.record, .term):not([hidden])");
    const shown = items.filter(({ item }) => !item.hidden).length;
    status.textContent = status.dataset.count.replace("{number}", precis.inDigits(shown)).replace("{total}", precis.inDigits(items.length));
  }

  function content(item) {
    const copy = item.cloneNode(true);
    for (const part of copy.querySelectorAll("[data-filter-ignore]")) part.remove();
    return copy.textContent;
  }

  // A link into the list must not lead to something that is filtered out.
  function showTarget() {
    const target = document.querySelector(":target");
    if (!target?.closest("[hidden]")) return;
    form.reset();
    filter();
    target.scrollIntoView();
  }

  // Small letters without accents, typographic apostrophes or the signs inside numbers: 2 000 and ٢٬٠٠٠ are found by 2000.
  function plain(words) {
    const digits = document.documentElement.dataset.digits;
    return words.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase()
      .replace(/\p{Nd}/gu, (digit) => digits?.includes(digit) ? [...digits].indexOf(digit) : digit)
      .replace(/(\d)[\s,.٬'](?=\d{3}(?!\d))/g, "$1").replace(/\s+/g, " ");
  }
}
