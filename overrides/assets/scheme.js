// Keeps the reader's choice of light or dark colours; runs before the page is drawn.
(() => {
  const root = document.documentElement;
  const stored = () => { try { return localStorage.getItem("precis.scheme"); } catch { return null; } };
  const store = (scheme) => { try { localStorage.setItem("precis.scheme", scheme); } catch { /* not kept */ } };
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.scheme ?? (system.matches ? "dark" : "light")) === "dark";

  const chosen = stored();
  if (chosen === "light" || chosen === "dark") root.dataset.scheme = chosen;

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("scheme");
    if (!button) return;
    const show = () => button.setAttribute("aria-pressed", String(dark()));
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.scheme = dark() ? "light" : "dark";
      store(root.dataset.scheme);
      show();
    });
    system.addEventListener("change", show);
    show();
  });
})();
