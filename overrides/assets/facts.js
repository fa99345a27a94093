// Filters the list of all facts. Without this script the whole list is there.
const form = document.getElementById("filter");
const text = document.getElementById("filter-text");
const certainty = document.getElementById("filter-certainty");
const status = form.querySelector("[role=status]");
const groups = [...document.querySelectorAll(".records")];
const records = [...document.querySelectorAll(".record")].map((item) => ({ item, words: plain(item.textContent) }));

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", filter);
filter();

function filter() {
  const wanted = plain(text.value).split(" ").filter(Boolean);
  for (const { item, words } of records) {
    const sure = !certainty.value || item.dataset.certainty === certainty.value;
    item.hidden = !sure || !wanted.every((word) => words.includes(word));
  }
  for (const group of groups) group.hidden = !group.querySelector(".record:not([hidden])");
  const shown = records.filter(({ item }) => !item.hidden).length;
  status.textContent = status.dataset.count.replace("{number}", shown).replace("{total}", records.length);
}

// Small letters without accents, typographic apostrophes or the spaces and commas inside numbers: 2 000 is found by 2000.
function plain(words) {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase()
    .replace(/(\d)[\s,](?=\d{3}(?!\d))/g, "$1").replace(/\s+/g, " ");
}
