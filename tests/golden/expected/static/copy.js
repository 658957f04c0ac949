// Makes a button of each link to a feed, which copies the address beside it.
(() => {
  "use strict";
  const told = document.querySelector(".told");
  const words = told.dataset;
  let timer;

  const tell = (text, address) => {
    const code = document.createElement("code");
    code.textContent = address;
    told.replaceChildren(text, " ", code);
    clearTimeout(timer);
    return code;
  };

  // Without https there is no clipboard: selects the address, for the reader to copy.
  const select = (address) => {
    getSelection().selectAllChildren(tell(words.selected, address));
    try { return document.execCommand("copy"); } catch { return false; }
  };

  for (const link of document.querySelectorAll("[data-copy]")) {
    const address = link.closest("li").querySelector(".address").textContent;
    const button = document.createElement("button");
    button.className = link.className;
    button.textContent = link.dataset.copy;
    button.ariaLabel = words.label.replace("{feed}", () => link.ariaLabel);
    button.addEventListener("click", async () => {
      let copied = true;
      try { await navigator.clipboard.writeText(address); } catch { copied = select(address); }
      if (!copied) return;
      tell(`${words.copied}:`, address);
      timer = setTimeout(() => told.replaceChildren(), 5000);
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = link.dataset.copy; }, 2000);
    });
    link.replaceWith(button);
  }
})();
