// At an old address: to the new one, with the place in the page and the question that the reader came with, which the page
// itself would lose. Without this script it leads on all the same.
"use strict";
{
  const to = new URL(document.currentScript.dataset.to, location);
  if (to.protocol === "file:" && to.pathname.endsWith("/")) to.pathname += "index.html";
  to.search = location.search;
  to.hash = location.hash;
  location.replace(to);
}
