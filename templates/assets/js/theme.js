// Applies the saved appearance before the page is drawn. Blocking on purpose, so that nothing flashes.
(function () {
  "use strict";
  var root = document.documentElement;
  root.setAttribute("data-js", "");
  try {
    var theme = localStorage.getItem("handbook-theme");
    if (theme === "light" || theme === "dark") root.setAttribute("data-theme", theme);
  } catch (_) { /* Storage may be closed; the system decides then. */ }
})();
