// Puts the reader's choices on the root element before anything is drawn.
(function () {
  "use strict";
  var root = document.documentElement, kept = {};
  try {
    kept = JSON.parse(localStorage.getItem("fazhi-report")) || {};
  } catch (error) {
    // Storage is closed or holds something else: the page opens as it is written.
  }
  var asked = /[?&]elder=([01])(?:&|$)/.exec(location.search);
  if (asked) kept.elder = asked[1] === "1";
  root.classList.add("scripted");
  root.classList.toggle("elder", kept.elder === true);
  root.classList.toggle("contrast", kept.contrast === true);
  if (kept.size === "large" || kept.size === "huge") root.classList.add(kept.size);
})();
