// A figure's note opens and closes without this script; a term is a link to its glossary entry, which here opens its
// note instead. A note also closes when the focus moves on, and when its words are clicked again.
"use strict";
{
  const opened = () => document.querySelector("[popover]:not([role=status]):popover-open");
  const noteOf = (words) => words?.querySelector("[popovertarget]")?.popoverTargetElement;
  const SHOW = 400, HIDE = 300; // milliseconds the pointer rests on a term, and is away from it
  let pressed; // the note that was open when the pointer went down: by the click, the browser has closed it
  let hovered; // the note that the pointer opened, until it is clicked or left
  let timer;

  for (const link of document.querySelectorAll(".explained > a")) link.setAttribute("aria-haspopup", "dialog");

  document.addEventListener("focusin", ({ target }) => {
    const note = opened();
    if (note && !note.contains(target) && noteOf(target.closest(".explained")) !== note) note.hidePopover();
  });
  document.addEventListener("pointerdown", () => { pressed = opened(); }, { capture: true });
  document.addEventListener("click", (event) => {
    const words = event.target.closest(".explained"), note = noteOf(words);
    if (!note || event.target.closest("button") || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    clearTimeout(timer);
    const link = event.target.closest("a");
    const close = note.matches(":popover-open") ? note !== hovered : pressed === note && note !== hovered;
    if (link || close) event.preventDefault();
    if (close) note.hidePopover();
    else if (link) open(note, link);
    pressed = hovered = undefined;
  });

  // With a pointer that hovers: the note opens where the pointer rests on a term, stays while it is over the words or the
  // note, and closes with Escape, as every note does. The focus stays where it is.
  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType !== "mouse") return;
    const link = target.closest?.(".explained > a"), note = link ? noteOf(link.parentElement) : target.closest?.("[popover]");
    clearTimeout(timer);
    if (hovered && note !== hovered) timer = setTimeout(leave, HIDE);
    else if (link && !opened()) timer = setTimeout(() => { hovered = note; show(note, link); }, SHOW);
  });
  document.addEventListener("toggle", ({ target, newState }) => {
    if (newState === "closed" && target === hovered) hovered = undefined;
    for (const button of document.querySelectorAll(`.explained > a + [popovertarget="${CSS.escape(target.id)}"]`))
      button.previousElementSibling.setAttribute("aria-expanded", newState === "open");
    if (newState === "open") offerCopies(target);
  }, { capture: true });

  // What copies it is added to a figure's note when it first opens, so that pages stay small.
  async function offerCopies(note) {
    if (!note.matches(".explanation--fact")) return;
    await precis.told();
    if (note.querySelector("[data-copy]")) return;
    const line = document.createElement("p");
    line.className = "explanation__copies";
    line.append(...["link", "figure"].map((what) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", textContent: precis.words[what] });
      button.dataset.copy = what;
      return button;
    }));
    note.append(line);
  }

  function leave() {
    if (!hovered?.contains(document.activeElement)) hovered?.hidePopover();
    hovered = undefined;
  }

  function open(note, link) {
    link.focus();
    if (!note.matches(":popover-open")) show(note, link);
    note.focus();
  }

  function show(note, link) {
    note.showPopover({ source: link });
  }
}
