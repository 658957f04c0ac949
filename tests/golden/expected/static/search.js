// The search: asks Pagefind, and shows what it finds. Its words stand in search.html.
// What is searched for stands in the fragment of the address, which browsers send to nobody.
(() => {
  "use strict";
  const AT_ONCE = 10;
  const form = document.querySelector("form.search");
  const told = document.querySelector(".count-of-hits");
  const list = document.querySelector(".hits");
  const more = document.querySelector(".more-hits");
  const field = form.elements.q;
  const menus = [...form.querySelectorAll("select")];
  const chosen = form.querySelector(".chosen");
  const root = new URL(form.dataset.root, location.href);
  let pagefind;
  let hits = [];
  let turn = 0;
  let timer;

  const make = (name, text, style) => {
    const element = document.createElement(name);
    element.textContent = text;
    if (style) element.className = style;
    return element;
  };

  // Values of filters as the index has them (parts/search.html), and as people write them.
  const kept = (value) => value.replace(/"/g, "＂").replace(/\\/g, "＼");
  const meant = (value) => value.replace(/＂/g, '"').replace(/＼/g, "\\");

  // Pagefind gives escaped text with <mark> in it. Parsed into a document that runs nothing, of which only text is taken.
  const excerpt = (html, whole) => {
    const line = make("p", "");
    for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
      line.append(node.nodeName === "MARK" ? make("mark", node.textContent) : node.textContent);
    }
    const text = line.textContent.trim();
    if (!whole.startsWith(text)) line.prepend("… ");
    if (!whole.endsWith(text)) line.append(" …");
    line.dir = "auto";
    return line;
  };

  const entry = (page) => {
    const item = make("li", "");
    const title = make("h2", "");
    const link = make("a", page.meta.title);
    link.href = new URL(page.raw_url.replace(/^\/+/, "./"), root);
    title.dir = "auto";
    title.append(link);
    const about = [page.meta.incident, page.meta.source, page.meta.date];
    const line = make("p", "", "meta news");
    const facts = make("span", about.filter((part) => part && part !== page.meta.title).join(" · "));
    facts.dir = "auto";
    line.append(make("span", list.dataset[page.filters.kind[0]], "kind"), " ", facts);
    item.append(title, line);
    // A page without prose is in the index by its title alone.
    if (page.content.replace(/\.$/, "") !== page.meta.title) item.append(excerpt(page.excerpt, page.content));
    return item;
  };

  const showMore = async () => {
    const mine = turn;
    const start = list.children.length;
    const pages = await Promise.all(hits.slice(start, start + AT_ONCE).map((hit) => hit.data()));
    if (mine !== turn || start !== list.children.length) return;
    list.append(...pages.map(entry));
    more.hidden = list.children.length >= hits.length;
  };

  const tell = (count) => {
    const words = told.dataset;
    // As all pages write numbers.
    const number = count.toLocaleString(document.documentElement.lang, { numberingSystem: "latn", useGrouping: "always" });
    told.textContent = count === 0 ? words.none : count === 1 ? words.one : words.many.replace("{count}", number);
  };

  const asked = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));

  // Incidents come first, both in the order of Pagefind.
  const search = async (text, filters) => {
    const { results } = await pagefind.search(text, { filters });
    if (filters.kind) return results;
    const incidents = await pagefind.search(text, { filters: { ...filters, kind: "incident" } });
    const first = new Set(incidents.results.map((hit) => hit.id));
    return [...results.filter((hit) => first.has(hit.id)), ...results.filter((hit) => !first.has(hit.id))];
  };

  // What narrows the results is said also where the menus are folded away.
  const tellChosen = () => {
    const names = menus.filter((menu) => menu.value).map((menu) => menu.selectedOptions[0].text);
    chosen.textContent = names.length ? `: ${names.join(", ")}` : "";
  };

  const find = async () => {
    clearTimeout(timer);
    const mine = ++turn;
    try {
      await ready;
      if (mine !== turn) return;
      tellChosen();
      const wanted = asked();
      const asking = String(wanted) !== "";
      const filters = Object.fromEntries(menus.filter((menu) => menu.value).map((menu) => [menu.name, kept(menu.value)]));
      history.replaceState(null, "", `${location.pathname}${asking ? "#" : ""}${wanted}`);
      const found = asking ? await search(field.value.trim() || null, filters) : [];
      if (mine !== turn) return;
      hits = found;
      list.replaceChildren();
      more.hidden = true;
      await showMore();
      if (mine !== turn) return;
      if (asking) tell(hits.length); else told.textContent = "";
    } catch {
      if (mine === turn) told.textContent = told.dataset.failed;
    }
  };

  const offer = (menu, values) => {
    if (menu.options.length > 1) return; // its choices are in the page
    const names = Object.keys(values).map(meant).sort((one, other) => one.localeCompare(other, undefined, { numeric: true }));
    if (menu.name === "year") names.reverse();
    for (const name of names) menu.append(new Option(name, name));
    menu.closest("p").hidden = names.length === 0;
  };

  const load = async () => {
    pagefind = await import(new URL(`${form.dataset.index}pagefind.js`, location.href));
    await pagefind.options({ baseUrl: "/" });
    const known = await pagefind.filters();
    for (const menu of menus) offer(menu, known[menu.name] || {});
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); find(); });
  // Not the field: it says "change" when it is left, also by pressing on a hit, which must not be replaced under the finger.
  for (const menu of menus) menu.addEventListener("change", find);
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(find, 300); });
  more.addEventListener("click", async () => {
    const first = list.children.length;
    try {
      await showMore();
      list.children[first]?.querySelector("a").focus();
    } catch {
      told.textContent = told.dataset.failed;
    }
  });

  const offerAlso = (menu, name) => {
    if (name && menu.name !== "kind" && ![...menu.options].some((option) => option.value === name)) menu.append(new Option(name, name));
    menu.value = name;
  };

  // An address that was sent: its words at once, its filters when they are known.
  const sent = () => new URLSearchParams(location.hash ? location.hash.slice(1) : location.search);
  const follow = async () => {
    const wanted = sent();
    field.value = wanted.get(field.name) || "";
    try {
      await ready;
      for (const menu of menus) offerAlso(menu, wanted.get(menu.name) || "");
      await find();
    } catch {
      form.hidden = true;
      told.textContent = told.dataset.failed;
    }
  };

  const ready = load();
  addEventListener("hashchange", () => { if (!location.hash || location.hash.includes("=")) follow(); }); // not "Skip to content"
  if (String(sent())) follow();
  else ready.catch(follow); // which says so
})();
