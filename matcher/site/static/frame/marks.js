// A form of which one page makes one entry keeps its number when one comes back to the page, so
// that sending it again is known to be the same form. The browser asks the server anew for such
// pages (they must not lie in its cache), and would get another number with the old text.
"use strict";

(() => {
  const LOCAL = new Set(["csrftoken", "form", "stand", "version", "zurueck"]);
  // what is hidden may be the same in two forms (a note, a promise): the fields people see are not
  const nameOf = (form) =>
    [form.getAttribute("action"), form.querySelector("[id]")?.id ?? "", ...[...form.querySelectorAll('input[type="hidden"]')]
      .filter((field) => !LOCAL.has(field.name))
      .map((field) => `${field.name}=${field.value}`)].join("|");
  const [visit] = performance.getEntriesByType("navigation");
  const known = history.state?.forms ?? {};
  const kept = {};
  for (const field of document.querySelectorAll('form[data-once] input[name="form"]')) {
    const name = nameOf(field.form);
    if (visit?.type === "back_forward" && known[name]) field.value = known[name];
    kept[name] = field.value;
  }
  if (Object.keys(kept).length) history.replaceState({ ...history.state, forms: kept }, "");
})();
