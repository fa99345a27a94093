// Notes open and close without this script. It closes one when the focus moves on, and when its words are clicked again.
const opened = () => document.querySelector("[popover]:popover-open");
let pressed; // the note that was open when the pointer went down: by the click, the browser has closed it

document.addEventListener("focusin", ({ target }) => {
  const note = opened();
  if (note && !note.contains(target) && target.getAttribute("popovertarget") !== note.id) note.hidePopover();
});
document.addEventListener("pointerdown", () => { pressed = opened(); }, { capture: true });
document.addEventListener("click", (event) => {
  const button = event.target.closest(".explained")?.querySelector("button");
  if (!button || !pressed || button.popoverTargetElement !== pressed || event.target === button) return;
  event.preventDefault();
  pressed.hidePopover();
  pressed = undefined;
});
