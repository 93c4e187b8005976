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

// At the review desk: j and k go from pair to pair, s and d choose, Enter in the reason sends.
const pairs = [...document.querySelectorAll(".pair")];
let at = -1;
document.addEventListener("keydown", (event) => {
  if (!pairs.length || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, select, textarea")) return;
  if (event.key === "j" || event.key === "k") {
    at = Math.min(pairs.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)));
    pairs[at].focus();
    pairs[at].scrollIntoView({ block: "start" });
  } else if ((event.key === "s" || event.key === "d") && at >= 0) {
    event.preventDefault();
    choose(pairs[at], event.key === "s" ? "same" : "different");
  }
});

// Enter presses a form's first button, so the one chosen goes first.
function choose(pair, what) {
  const form = pair.querySelector("form");
  const button = form.querySelector(`button[value=${what}]`);
  for (const each of form.querySelectorAll("button")) each.classList.toggle("lit", each === button);
  form.querySelector("button").before(button);
  const empty = [...form.querySelectorAll("input[required]")].find((each) => !each.value);
  (empty || button).focus();
}
