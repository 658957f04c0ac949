// Marks what is new since the reader's last visit. What pages have shown is kept in this browser alone, and nothing is sent.
// An element with `data-at` tells of something that was published here then, in seconds since 1970. These moments only grow from one
// build to the next: what is later than all that a page had at the last visit is new, whatever the clocks say. The words are in the page.
(() => {
  "use strict";
  const MOST = 300; // So many pages are remembered: those that were seen last.
  const PAUSE = 1800; // After so many seconds without it, a visit of a page is over. A reload before that keeps its marks.
  const root = new URL("..", document.currentScript.src).pathname; // Each site of a host has its own memory.
  const key = `digest:${root}`;
  const page = location.pathname.slice(root.length).replace(/index\.html$/, "");
  const now = Math.floor(Date.now() / 1000);
  const at = (one) => Number(one.dataset.at);
  const marks = [...document.querySelectorAll("[data-at]")];
  const newest = Math.max(0, ...marks.map(at));

  const recall = () => {
    try {
      return JSON.parse(localStorage.getItem(key)).filter(Array.isArray);
    } catch {
      return []; // nothing yet, or no storage, or not ours
    }
  };

  // Of each page: its address, the newest that the last visit and this one have seen, and when it was seen.
  const kept = recall();
  const known = kept.find(([address]) => address === page);
  let before = newest;
  let seen = newest;
  if (known) {
    const [, earlier, latest, then] = known;
    before = now - then > PAUSE || now < then ? latest : earlier;
    seen = Math.max(newest, latest);
  }
  try {
    const others = kept.filter((one) => one !== known).slice(0, MOST - 1);
    localStorage.setItem(key, JSON.stringify([[page, before, seen, now], ...others]));
  } catch {
    // Storage is blocked or full: nothing is remembered.
  }

  const line = document.querySelector(".since");
  const fresh = marks.filter((one) => at(one) > before);
  for (const one of fresh) {
    if (one.dataset.new) {
      one.firstElementChild.textContent = one.dataset.new;
    } else if (line) {
      const badge = document.createElement("span");
      badge.className = "kind new";
      badge.textContent = line.dataset.new;
      one.prepend(badge);
    }
  }
  if (line && fresh.length) {
    const { one, many } = line.dataset;
    line.firstElementChild.textContent = fresh.length === 1 ? one : many.replace("{count}", fresh.length);
  }
})();
