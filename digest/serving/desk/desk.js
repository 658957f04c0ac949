// The desk: buttons that copy, arrow keys from entry to entry, and the focus where it was when the page is loaded anew.
"use strict";

const said = document.querySelector(".said");
let clearing = 0;

function tell(text) {
  clearTimeout(clearing);
  said.textContent = text;
  clearing = setTimeout(() => { said.textContent = ""; }, 4000);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    tell(`Copied the ${button.dataset.said}: ${button.dataset.copy}`);
  } catch {
    tell(`Your browser does not let pages copy. The ${button.dataset.said} is: ${button.dataset.copy}`);
  }
});

// The keys of a list are those of the browser, unless the focus is in an entry.
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const entry = document.activeElement.closest("main li");
  if (!step || !entry || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const entries = [...document.querySelectorAll("main li")];
  const next = entries[entries.indexOf(entry) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

// The server reloads the page when a file has changed. A browser without storage begins at the top again.
addEventListener("pagehide", () => {
  const entry = document.activeElement.closest("main li");
  const place = entry && [...entry.querySelectorAll("a, button")].indexOf(document.activeElement);
  try { sessionStorage.setItem("desk", entry ? JSON.stringify([entry.id, place]) : "[]"); } catch { /* as above */ }
});
try {
  const [id, place] = JSON.parse(sessionStorage.getItem("desk") || "[]");
  const entry = id && document.getElementById(id);
  if (entry) (entry.querySelectorAll("a, button")[place] || entry).focus({ preventScroll: true });
} catch { /* as above */ }
