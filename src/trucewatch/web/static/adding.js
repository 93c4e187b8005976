"use strict";
// How many of the reports are read, asked for until all are.
const adding = document.getElementById("adding");
const EVERY_MS = 500;

async function ask() {
  const answer = await fetch(adding.dataset.twin);
  const lot = answer.ok ? await answer.json() : null;
  // What came of it, or why nothing did, is on the page itself.
  if (!lot || lot.is_done) return location.reload();
  adding.querySelector("progress").value = lot.reports_read;
  adding.querySelector(".so-far").textContent = lot.reports_read;
  setTimeout(ask, EVERY_MS);
}

setTimeout(ask, EVERY_MS);
