// A page whose matches are being renewed asks how it stands and shows the result when it is there.
// While somebody types, the page stays as it is and offers a link. Without this file the link does.
"use strict";

(() => {
  const QUICK = 400;
  const SLOW = 3000;
  const place = document.querySelector("[data-at-once]");
  if (!place) return;
  const [words, link] = [place.querySelector("span"), place.querySelector("a")];
  let typed = false;
  addEventListener("input", () => { typed = true; });

  const isBusy = () => typed || document.activeElement?.closest("form") != null;

  function show(found) {
    if (isBusy()) {
      words.textContent = found.words;
      link.textContent = found.state ? "Seite neu laden" : "Neue Treffer zeigen";
    } else {
      location.reload();
    }
  }

  async function look() {
    let found = { state: "running", words: words.textContent };
    try {
      const answer = await fetch(place.dataset.atOnce, { headers: { accept: "application/json" } });
      if (answer.status === 403) return; // the login is over
      if (answer.ok) found = await answer.json();
    } catch {
      // the site is being started anew, perhaps
    }
    if (found.state !== "running" && found.state !== "night") {
      show(found);
      return;
    }
    if (words.textContent !== found.words) words.textContent = found.words;
    setTimeout(look, found.state === "night" ? SLOW : QUICK);
  }

  setTimeout(look, QUICK);
})();
