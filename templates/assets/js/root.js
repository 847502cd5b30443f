// Only on `/`: goes on to the language chosen before, else to the browser's, else stays.
(function () {
  "use strict";
  var links = {}, saved = null;
  document.querySelectorAll("a[data-lang]").forEach(function (a) { links[a.lang] = a; });
  try { saved = localStorage.getItem("handbook-lang"); } catch (_) { /* Then the browser's languages decide. */ }
  var wanted = (saved ? [saved] : []).concat(Array.prototype.slice.call(navigator.languages || []));
  for (var i = 0; i < wanted.length; i++) {
    var tag = String(wanted[i]).toLowerCase(), link = links[tag] || links[tag.split("-")[0]];
    if (link) { location.replace(link.href); return; }
  }
})();
