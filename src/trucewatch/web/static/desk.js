"use strict";
// Words selected in a report's text are the words to hide.
const words = document.getElementById("words");
const text = document.querySelector(".text");
if (words && text) {
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    const said = chosen.toString().trim();
    if (said && said.length <= words.maxLength && text.contains(chosen.anchorNode)) words.value = said;
  });
}

// At the review desk each key does what the buttons of the item at hand do.
const items = [...document.querySelectorAll(".pair")];
const keys = document.getElementById("keys");
const last = document.querySelector(".decided form");
const DOES = { a: "accept", s: "same", d: "different", o: "different", x: "reject", c: "correct", g: "grade" };
let seen = -1;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, select, textarea") || (keys && keys.open)) return;
  if (event.key === "?" && keys) keys.showModal();
  else if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
  else if (event.key === "u" && last) ready(last, last.querySelector("button"));
  else if (event.key === "r" && here() >= 0) items[here()].querySelector("footer a").click();
  else if (event.key in DOES && here() >= 0) choose(items[here()].querySelector("form"), event.key);
  else return;
  event.preventDefault();
});

// The item with the focus, else the one that was stepped to.
function here() {
  const item = document.activeElement.closest(".pair");
  return item ? items.indexOf(item) : seen;
}

function step(by) {
  if (!items.length) return;
  seen = Math.min(items.length - 1, Math.max(0, here() + by));
  items[seen].focus();
  items[seen].scrollIntoView({ block: "start" });
}

function choose(form, key) {
  if (!form) return;
  // To accept a pair is to say what the rule said: its first button.
  const buttons = [...form.querySelectorAll("button")];
  const button = buttons.find((each) => each.value === DOES[key] && (key !== "a" || each.value === "accept"));
  ready(form, button || (key === "a" ? buttons.find((each) => each.textContent === "Accept") : null));
}

// Enter presses a form's first button, so the one chosen is pressed in its place.
function ready(form, button) {
  if (!button) return;
  form.chosen = button;
  for (const each of form.querySelectorAll("button")) each.classList.toggle("lit", each === button);
  const beside = button.closest(".choice");
  const field = beside && beside.querySelector("select");
  const empty = [...form.querySelectorAll("input[required]")].find((each) => !each.value);
  (field || empty || button).focus();
}

for (const form of document.querySelectorAll("form.decide")) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !form.chosen || event.target.matches("button")) return;
    event.preventDefault();
    form.requestSubmit(form.chosen);
  });
}

// Reading takes a moment, and a large report a few.
const adding = document.getElementById("add");
if (adding) adding.addEventListener("submit", () => (document.getElementById("reading").hidden = false));
