// Keeps the reader's place when the language changes: headings and terms have the same ids in all languages.
const links = document.querySelectorAll(".switcher a");

function carry() {
  for (const link of links) link.hash = location.hash;
}

addEventListener("hashchange", carry);
carry();
