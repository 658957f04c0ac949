// Reloads the page when it has changed, shows mistakes over it, and a bar at its edge. Only `digest serve` adds this script to pages.
(() => {
  "use strict";
  const own = document.currentScript;
  const query = `path=${encodeURIComponent(own.dataset.path)}&tag=${encodeURIComponent(own.dataset.tag)}`;

  // All of it is in a shadow tree, so that styles of the page and of the bar do not meet. A style sheet that a script makes needs no
  // leave of the page's policy.
  const host = document.createElement("digest-live");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; color-scheme: light dark; }
    * { box-sizing: border-box; font: 14px/1.4 system-ui, sans-serif; }
    .bar, .overlay { color: #1b1b1f; background: #f2f2f5; border: 1px solid #8a8a94; }
    .bar { position: fixed; z-index: 2147483646; inset-inline: 0; bottom: 0; border-width: 1px 0 0; padding: 2px 8px;
      display: flex; flex-wrap: wrap; gap: 2px 12px; align-items: center; max-height: 45vh; overflow: auto; }
    .bar.small { inset-inline: auto 0; border-inline-start-width: 1px; border-start-start-radius: 6px; padding: 0 6px; }
    .bar.small > :not(.toggle) { display: none; }
    .overlay { position: fixed; z-index: 2147483647; inset: 8px 8px auto; max-height: calc(100vh - 16px); overflow: auto;
      padding: 12px 16px; border: 2px solid #b3261e; border-radius: 6px; }
    h2 { font-size: 18px; font-weight: 600; margin: 0 0 8px; }
    ul { margin: 0; padding: 0; list-style: none; flex-basis: 100%; }
    li { padding: 4px 0; overflow-wrap: anywhere; white-space: pre-wrap; }
    code, .file { font-family: ui-monospace, monospace; font-size: 13px; overflow-wrap: anywhere; text-align: start; }
    .hint { display: block; opacity: .85; }
    button, a { color: #0b4aa2; background: none; border: 0; padding: 4px 2px; min-height: 28px; cursor: pointer;
      text-decoration: underline; }
    button:focus-visible, a:focus-visible { outline: 2px solid currentColor; outline-offset: 1px; }
    .toggle { margin-inline-start: auto; }
    @media (prefers-color-scheme: dark) {
      .bar, .overlay { color: #ececf1; background: #26262c; }
      .overlay { border-color: #f2b8b5; }
      button, a { color: #a8c7ff; }
    }
    @media print { .bar, .overlay { display: none; } }
  `);
  root.adoptedStyleSheets = [sheet];

  const element = (name, words, given = {}) => {
    const made = Object.assign(document.createElement(name), given);
    made.append(words);
    return made;
  };
  const button = (words, kind, act, given = {}) => {
    const made = element("button", words, { type: "button", className: kind, ...given });
    made.addEventListener("click", act);
    return made;
  };
  const plural = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  const stored = (name, value) => {
    try {
      if (value === undefined) return sessionStorage.getItem(name);
      sessionStorage.setItem(name, value);
    } catch { /* a browser without storage forgets it */ }
    return null;
  };

  const listed = (problems) => {
    const list = element("ul", "");
    for (const one of problems) {
      const item = element("li", element("code", one.place));
      item.append(`\n${one.message}${one.code ? ` [${one.code}]` : ""}`);
      if (one.hint) item.append(element("span", one.hint, { className: "hint" }));
      list.append(item);
    }
    return list;
  };

  const copy = async (at, text) => {
    let said = "copied";
    try { await navigator.clipboard.writeText(text); } catch { said = "not copied: the browser does not allow it"; }
    at.textContent = `${text} (${said})`;
    setTimeout(() => { at.textContent = text; }, 1500);
  };

  let dismissed = "";
  const overlay = (problems) => {
    root.querySelector(".overlay")?.remove();
    const told = JSON.stringify(problems);
    if (!problems.length) dismissed = "";
    if (!problems.length || dismissed === told) return;
    const heading = element("h2", `${plural(problems.length, "mistake")}: the page is as it was before`);
    const box = element("div", heading, { className: "overlay", role: "alertdialog", ariaLabel: "Mistakes", tabIndex: -1 });
    const hide = () => { dismissed = told; box.remove(); };
    box.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
    box.append(listed(problems), button("Hide (Esc)", "hide", hide));
    root.append(box);
    box.focus({ preventScroll: true });
  };

  const bar = (notes) => {
    const focused = root.activeElement?.className;
    root.querySelector(".bar")?.remove();
    const small = stored("digest-bar") === "small";
    const open = stored("digest-warnings") === "open";
    const box = element("div", "", { className: small ? "bar small" : "bar", role: "region", ariaLabel: "Preview" });
    if (notes.file) {
      const title = "Copy the path of this page's file";
      box.append(button(notes.file, "file", (event) => copy(event.currentTarget, notes.file), { title }));
    } else {
      box.append(element("span", "made from many files"));
    }
    const number = notes.file ? notes.warnings.length : notes.all_warnings;
    if (number) {
      const turn = () => { stored("digest-warnings", open ? "" : "open"); bar(notes); };
      box.append(button(plural(number, "warning"), "warnings", turn, { ariaExpanded: String(open) }));
    } else {
      box.append(element("span", "no warnings"));
    }
    for (const line of notes.news) box.append(element("span", line));
    for (const [name, address] of notes.links) box.append(element("a", name, { href: address }));
    const turn = () => { stored("digest-bar", small ? "" : "small"); bar(notes); };
    box.append(button(small ? "Preview" : "Hide", "toggle", turn, { ariaExpanded: String(!small) }));
    if (number && open) box.append(listed(notes.warnings));
    root.append(box);
    host.style.display = "block";  // as high as the bar, so that it does not hide the end of the page
    host.style.height = small ? "0" : `${box.offsetHeight}px`;
    if (focused) [...box.children].find((one) => one.className === focused)?.focus();
  };

  // A browser has few connections to one server: a page that nobody sees gives its own back.
  let events = null;
  const close = () => {
    events?.close();
    events = null;
  };
  const listen = () => {
    if (document.hidden) {
      close();
    } else if (!events) {
      events = new EventSource(`/_live/events?${query}`);
      events.addEventListener("reload", () => { close(); location.reload(); });
      events.addEventListener("notes", (event) => {
        const notes = JSON.parse(event.data);
        overlay(notes.problems);
        bar(notes);
      });
    }
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", listen);
  addEventListener("pagehide", close);
  document.documentElement.append(host);
  listen();
})();
