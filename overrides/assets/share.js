// Copies the link of a section, a chart, a figure's note or the page, or hands the page to the system's own way of
// sharing; says so. Permanent links also lead to their place, as without this script.
"use strict";
{
  const SHOWN = 4000; // milliseconds
  const said = document.body.appendChild(document.createElement("p"));
  said.className = "said";
  said.setAttribute("role", "status");
  said.popover = "manual"; // above opened notes
  let timer;

  precis.share = async (what) => {
    if (what.matches(".share") && navigator.share) {
      await navigator.share({ title: document.title, url: absolute("") }).catch(() => { /* the reader thought better of it */ });
    } else {
      say(await copy(what.dataset.copy === "figure" ? figure(noteOf(what)) : address(what)) ? "copied" : "uncopied");
    }
  };

  function noteOf(button) {
    return button.closest(".explanation");
  }

  // A figure's link is that of its own page, which keeps its address.
  function address(what) {
    const note = noteOf(what), record = note?.querySelector(".explanation__more a");
    if (record) return absolute(record.getAttribute("href"));
    return absolute(note ? `#use-${note.id}` : what.hash ?? "");
  }

  // A site that was opened from files gives the addresses of the published one.
  function absolute(reference) {
    const published = document.querySelector("link[rel=canonical]")?.href;
    const page = new URL(location.protocol === "file:" && published ? published : location.href);
    if (!reference) page.hash = "";
    const link = new URL(reference, page);
    link.pathname = link.pathname.replace(/\/index\.html$/, "/");
    return link.href;
  }

  // The value, what it is, who says so and where it stands, as plain text.
  function figure(note) {
    const text = (selector) => note.querySelector(selector)?.innerText.trim() ?? "";
    const meta = [...note.querySelectorAll(".meta > div")].map((row) => [...row.children].map((one) => one.innerText.trim()).join(" – "));
    return [`${text(".explanation__value")} – ${text(".explanation__label")}`, text(".explanation__caution"), ...meta, address(note)]
      .filter(Boolean).join("\n");
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { // without https, or not allowed
      return copyBySelection(text);
    }
  }

  function copyBySelection(text) {
    const focused = document.activeElement, field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    field.setAttribute("aria-hidden", "true");
    (focused.closest("[popover]") ?? document.body).append(field); // an open note would close if the focus left it
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    focused.focus({ preventScroll: true });
    return done;
  }

  // Emptied first: the same words again are read out again.
  function say(words) {
    clearTimeout(timer);
    said.textContent = "";
    said.hidePopover();
    said.showPopover();
    timer = setTimeout(() => {
      said.textContent = precis.words[words];
      timer = setTimeout(() => said.hidePopover(), SHOWN);
    }, 50);
  }
}
