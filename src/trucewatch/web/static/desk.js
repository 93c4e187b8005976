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
