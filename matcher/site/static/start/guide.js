// While the catalogue is loaded, how far that is is asked for every few seconds, and the page shown
// anew at its end. Without this file a link shows it.
"use strict";

(() => {
  const PAUSE = 4000;
  const stands = document.getElementById("laden");
  const ask = async () => {
    try {
      const answer = await fetch(location.pathname, { headers: { accept: "text/html" } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.getElementById("laden");
      if (!now || !page.querySelector('script[src*="guide.js"]')) {
        location.reload();
        return;
      }
      if (stands.textContent !== now.textContent) stands.replaceChildren(...now.childNodes);
    } catch {
      // the server is being started anew perhaps; asked again
    }
    setTimeout(ask, PAUSE);
  };
  setTimeout(ask, PAUSE);
})();
