// The one script of every page: what is settled before the page is drawn, and the way to the other scripts, each fetched
// when it is first needed. Such a script puts a function of its name into `precis`. Scripts are classic ones: modules do
// not load from files. Each is a block, so that its names stay its own.
"use strict";
{
  const root = document.documentElement;
  const { src } = document.currentScript;
  const fetched = new Map();
  const storage = (name) => ({ // `localStorage` or `sessionStorage`, which a browser may refuse
    read: (key) => { try { return window[name].getItem(`precis.${key}`); } catch { return null; } },
    write: (key, value) => { try { window[name].setItem(`precis.${key}`, value); } catch { /* not kept */ } },
  });
  const kept = storage("localStorage"), tab = storage("sessionStorage");
  const parsed = (text) => { try { return JSON.parse(text) ?? {}; } catch { return {}; } };

  globalThis.precis = { need, inDigits, told: () => need(`../${root.lang}/words`) }; // `words`, once they are told
  root.dataset.scripted = ""; // the style sheet shows what needs scripts from the first drawing on: nothing moves
  if (["light", "dark"].includes(kept.read("scheme"))) root.dataset.scheme = kept.read("scheme");

  document.addEventListener("DOMContentLoaded", () => {
    for (const control of document.querySelectorAll(".scripted[hidden]")) control.hidden = false;
    offerScheme(document.getElementById("scheme"));
    keepPlace();
    if (document.querySelector(".explained")) need("notes");
    if (document.getElementById("filter")) need("filter");
  });

  // Scripts that wait for the reader. What shares is fetched when a pointer or the focus comes near: browsers let a page
  // write to the clipboard only right after a click.
  const SHARING = ".headerlink, .share, [data-copy]";
  for (const near of ["pointerover", "pointerdown", "focusin"]) {
    document.addEventListener(near, ({ target }) => {
      if (target.closest?.(".explained")) precis.told();
      if (target.closest?.(SHARING)) precis.told().then(() => need("share"));
    });
  }
  document.addEventListener("click", (event) => {
    const { target } = event, sharing = target.closest(SHARING);
    if (target.closest("#search-open")) openSearch();
    if (target.closest(".search__close") || target.matches(".search")) document.getElementById("search").close();
    if (sharing && !followedElsewhere(event)) precis.told().then(() => need("share")).then(() => precis.share(sharing));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, textarea, select, [contenteditable]"); // not in what has just been closed
    if (typing && !typing.closest("dialog:not([open])") || !document.getElementById("search")) return;
    event.preventDefault();
    openSearch();
  });

  function need(name) {
    if (!fetched.has(name)) {
      fetched.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(`${name}.js`, src);
        script.onload = resolve;
        script.onerror = () => { fetched.delete(name); reject(new Error(name)); };
        document.head.append(script);
      }));
    }
    return fetched.get(name);
  }

  // The dialog opens at once, in the reader's gesture: phones show their keyboard only then.
  function openSearch() {
    const dialog = document.getElementById("search");
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input").select();
    precis.told().then(() => need("search")).then(() => precis.search(), () => {
      dialog.querySelector(".search__status").textContent = dialog.dataset.broken;
    });
  }

  function offerScheme(button) {
    if (!button) return;
    const system = matchMedia("(prefers-color-scheme: dark)");
    const dark = () => (root.dataset.scheme ?? (system.matches ? "dark" : "light")) === "dark";
    const show = () => button.setAttribute("aria-pressed", dark());
    button.addEventListener("click", () => {
      root.dataset.scheme = dark() ? "light" : "dark";
      kept.write("scheme", root.dataset.scheme);
      show();
    });
    system.addEventListener("change", show);
    show();
  }

  // A number in the digits of the page's language, which <html> names where they are not Latin.
  function inDigits(number) {
    return String(number).replace(/\d/g, (digit) => [...root.dataset.digits ?? ""][digit] ?? digit);
  }

  // Links, just before they are followed: the other language is opened at the same place, as headings and terms have the
  // same ids in all languages; in a site opened from files, a folder's page is named, which no server adds there.
  for (const before of ["pointerdown", "focusin", "click", "contextmenu"]) {
    document.addEventListener(before, ({ target }) => prepare(target.closest?.("a[href]")), { capture: true });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link && link.origin === location.origin && pathOf(link) !== pathOf(location)) rememberOrigin();
  });

  function prepare(link) {
    if (!link) return;
    if (link.closest(".switcher")) link.hash = location.hash;
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  }

  function followedElsewhere(event) {
    return event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  }

  function pathOf({ pathname }) {
    return pathname.replace(/\/index\.html$/, "/");
  }

  // Where the reader came from, for this tab alone: pages of records lead back to the words that led to them.
  function rememberOrigin() {
    if (document.querySelector("page-back")) return;
    const reading = document.querySelector(".page--section, .page--overview, .page--whole");
    const begun = ({ top }) => top < innerHeight / 2; // of a section: it is being read
    const sections = [...reading?.querySelectorAll("h2[id]") ?? []];
    const place = sections.findLast((heading) => begun(heading.getBoundingClientRect()))?.id ?? "";
    const from = { path: pathOf(location), place, y: scrollY, lang: root.lang, title: reading?.querySelector("h1").textContent };
    tab.write("from", JSON.stringify(reading ? from : {}));
  }

  // After a detour, too, to the very line.
  addEventListener("load", () => {
    const { path, y } = parsed(tab.read("return"));
    tab.write("return", "{}");
    if (path === pathOf(location)) scrollTo({ top: y, behavior: "instant" });
  });

  // Where the reader was, for the next visit: the last question of each explainer, by the address of its overview.
  function keepPlace() {
    const page = document.querySelector("main[data-number]"), overview = document.querySelector(".kicker a");
    if (!page || !overview) return;
    const { [pathOf(overview)]: _, ...others } = parsed(kept.read("places"));
    const home = pathOf(document.querySelector(".bar__brand"));
    const place = { home, path: pathOf(location), number: page.dataset.number, title: page.querySelector("h1").textContent };
    kept.write("places", JSON.stringify({ ...others, [pathOf(overview)]: place }));
  }

  // These elements are filled while the page is read, before it is drawn: nothing moves. Without a script they are empty.
  class Way extends HTMLElement {
    connectedCallback() {
      const way = this.find();
      if (!way.path) return;
      const link = document.createElement("a");
      link.href = way.path + (way.place ? `#${way.place}` : "");
      link.textContent = this.dataset.text.replace("{number}", way.number).replace("{title}", () => way.title);
      this.append(link);
      return link;
    }
  }
  customElements.define("page-continue", class extends Way {
    find() {
      const places = parsed(kept.read("places")), here = pathOf(location);
      return places[here] ?? Object.values(places).findLast(({ home }) => home === here) ?? {};
    }
  });
  customElements.define("page-back", class extends Way {
    find() {
      const local = location.protocol === "file:" || document.referrer.startsWith(location.origin);
      const from = local ? parsed(tab.read("from")) : {};
      return from.lang === root.lang ? from : {};
    }
    connectedCallback() {
      const { length } = history;
      super.connectedCallback()?.addEventListener("click", (event) => {
        const before = document.referrer && pathOf(new URL(document.referrer));
        if (followedElsewhere(event)) return;
        if (history.length !== length || before !== parsed(tab.read("from")).path) return tab.write("return", tab.read("from"));
        event.preventDefault();
        history.back(); // to the very line
      });
    }
  });
}
