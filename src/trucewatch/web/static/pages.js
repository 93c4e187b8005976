"use strict";
// In a report, a quote and what was read from it point at each other.
for (const quote of document.querySelectorAll("mark[data-claims]")) {
  const read = quote.dataset.claims.split(" ").map((id) => document.getElementById(id));
  const light = (on) => read.forEach((each) => each && each.classList.toggle("lit", on));
  quote.addEventListener("mouseenter", () => light(true));
  quote.addEventListener("mouseleave", () => light(false));
  quote.addEventListener("click", () => {
    if (read[0]) {
      read[0].scrollIntoView({ block: "center" });
      read[0].focus({ preventScroll: true });
    }
  });
}

// What changed is worked out apart, so that the board does not wait for it; the first of it is
// shown, and the link leads to all.
const CHANGES_SHOWN = 4;
for (const place of document.querySelectorAll("[data-fill]")) {
  fetch(place.dataset.fill)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((text) => {
      const filled = new DOMParser().parseFromString(text, "text/html").getElementById("fill");
      const all = filled.querySelectorAll(".changes > li");
      const link = place.querySelector("a");
      [...all].slice(CHANGES_SHOWN).forEach((each) => each.remove());
      if (all.length > CHANGES_SHOWN) link.textContent = `All ${all.length} changes, and why`;
      place.prepend(...filled.childNodes);
      place.dataset.filled = all.length;
    })
    .catch(() => {});
}

// A slash goes to the search box, from wherever nothing is being written.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, select, textarea")) return;
  event.preventDefault();
  document.getElementById("q").focus();
});

// On a phone a row is a card, so each cell but the first carries its column's name.
for (const table of document.querySelectorAll("table.list")) {
  const names = [...table.tHead.rows[0].cells].map((each) => each.textContent);
  for (const row of table.tBodies[0].rows) {
    if (row.cells.length !== names.length) continue;
    [...row.cells].forEach((cell, at) => at && (cell.dataset.column = names[at]));
  }
  table.classList.add("stacks");
}
