// Long texts of a programme are folded. An address with a place inside one unfolds it, the address
// tells which one was unfolded by hand, and paper shows all. Without this file browsers unfold for an
// address and for a search in the page as far as they can, and ?text=auf shows everything.
"use strict";
(() => {
    const printed = new Set();
    const target = () => document.getElementById(location.hash.slice(1));

    function unfold() {
        const place = target();
        let was_closed = false;
        for (let one = place; one; one = one.parentElement) {
            if (one.tagName === "DETAILS" && !one.open) {
                one.open = was_closed = true;
            }
        }
        if (was_closed) {
            place.scrollIntoView();
        }
    }

    function remember(event) {
        const details = event.target;
        if (!details.matches("details.long") || printed.has(details)) {
            return;
        }
        const place = target();
        const is_inside = place !== null && details.contains(place);
        if (details.open && !is_inside) {
            history.replaceState(null, "", "#" + details.querySelector("[id]").id);
        } else if (!details.open && is_inside) {
            history.replaceState(null, "", location.pathname + location.search);
        }
    }

    function unfold_all() {
        for (const one of document.querySelectorAll("details.long:not([open])")) {
            printed.add(one);
            one.open = true;
        }
    }
    function fold_again() {
        printed.forEach(one => { one.open = false; });
        // their events are still to come
        setTimeout(() => printed.clear(), 100);
    }

    addEventListener("hashchange", unfold);
    // the same address again changes nothing, but the text may have been folded in between
    document.addEventListener("click", event => {
        if (event.target.closest("a[href^='#']")) {
            setTimeout(unfold);
        }
    });
    document.addEventListener("toggle", remember, true);
    addEventListener("beforeprint", unfold_all);
    addEventListener("afterprint", fold_again);
    unfold();
})();
