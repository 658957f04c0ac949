// Gives each address of a feed a button that copies it. Its words stand in feeds.html.
(() => {
  "use strict";
  const told = document.querySelector(".told");
  const words = told.dataset;
  let timer;

  const tell = (text) => {
    told.textContent = text;
    clearTimeout(timer);
    timer = setTimeout(() => { told.textContent = ""; }, 5000);
  };

  // For pages without https, where browsers have no clipboard: selects the address, so that the reader can copy it if this cannot.
  const copySelected = (address) => {
    getSelection().selectAllChildren(address);
    try { return document.execCommand("copy"); } catch { return false; }
  };

  const copy = async (address, button) => {
    let copied = true;
    try { await navigator.clipboard.writeText(address.textContent); } catch { copied = copySelected(address); }
    tell(copied ? `${words.copied}: ${address.textContent}` : words.selected);
    if (!copied) return;
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 2000);
  };

  for (const address of document.querySelectorAll("[data-copy]:not(.told)")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.setAttribute("aria-label", address.dataset.copy);
    button.addEventListener("click", () => copy(address, button));
    address.after(" ", button);
  }
})();
