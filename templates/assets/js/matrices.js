// The filters of matrices: the activities of one role, or with some words, live in the address, with values that are the same
// in every language; the role's column stands out. Where there are several pages, a script has the activities of all, asked
// for once somebody filters, and a list of links shows them; or once an address names an activity that is not on its page.
(function () {
  "use strict";
  var all = HANDBOOK.all, one = HANDBOOK.one, make = HANDBOOK.make, word = HANDBOOK.word, doc = document;
  var matrices = one("[data-matrices]"), index = one(".index[data-others]"), tables = null;
  function whole(then) {
    if (tables) return then();
    window.HANDBOOK_ACTIVITIES = function (data) { tables = data; then(); };
    if (!one("script[data-rows]")) doc.head.appendChild(make("script", { src: index.dataset.others, "data-rows": "" }));
  }
  // An old address, or one from before a page grew.
  var lost = "";
  try { lost = decodeURIComponent(location.hash.slice(1)); } catch (_) { /* No name of ours. */ }
  if (index && lost && !doc.getElementById(lost)) whole(function () {
    var links = all("a", index), at = "together" in index.dataset ? 1 : 5;
    tables.forEach(function (table) { table[1].forEach(function (row) { if ("at:" + row[2] === lost && links[row[at]]) location.replace(links[row[at]].href + location.hash); }); });
  });
  if (!matrices) return;
  var wish = one("form.filters", matrices).elements, asks = new URLSearchParams(location.search), atMost = 250;
  var plain = function (text) { return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/’/g, "'"); };
  var tell = function (count, of) {
    var node = one("[data-count]", matrices);
    node.hidden = !wish.role.value && !wish.activity.value;
    node.textContent = word("activities_shown", { n: count, all: of });
  };
  var only = function () {
    var key = wish.role.value, text = plain(wish.activity.value.trim()), count = 0, of = 0;
    all(".matrix", matrices).forEach(function (part) {
      var head = key && one('th[data-col="' + CSS.escape(key) + '"]', part), blocks = all(".as-blocks > li", part);
      all("tr", part).forEach(function (row) { all("td, th", row).forEach(function (cell, at) { cell.classList.toggle("on", !!head && at === head.cellIndex); }); });
      all("tbody tr", part).forEach(function (row, at) {
        var fits = (!key || head && row.cells[head.cellIndex].textContent) && (!text || plain(row.cells[0].textContent).indexOf(text) >= 0);
        row.hidden = blocks[at].hidden = !fits;
        of++;
        if (fits) count++;
      });
    });
    tell(count, of);
  };
  var list = function () {
    var key = wish.role.value, text = plain(wish.activity.value.trim()), any = !!(key || text), count = 0, of = 0, found = one("[data-found]", matrices);
    var letters = {}, leaves = all(".index a", matrices);
    all(".legend li", matrices).forEach(function (item) { letters[one(".letter", item).textContent] = item; });
    found.textContent = "";
    tables.forEach(function (table) {
      var col = table[0].indexOf(key);
      table[1].forEach(function (row) {
        var own = key && col >= 0 ? row[3].split(",")[col] : "";
        of++;
        if (!any || key && !own || text && plain(row[0]).indexOf(text) < 0 || ++count > atMost) return;
        var item = found.appendChild(make("li")), link = item.appendChild(make("a", { href: leaves[row[1]].getAttribute("href") + "#at:" + encodeURIComponent(row[2]) }, row[0]));
        if (row[4]) link.lang = row[4];
        if (own) own.split(" ").forEach(function (code) {
          var note = item.appendChild(make("span", { "class": "note" }));
          Array.prototype.forEach.call(letters[code].childNodes, function (node) { note.appendChild(node.cloneNode(true)); });
        });
      });
    });
    all(".matrix, .index, .leaves", matrices).forEach(function (part) { part.hidden = any; });
    found.hidden = !any;
    one("[data-rest]", matrices).hidden = count <= atMost;
    tell(count, of);
  };
  var filter = function () {
    if (index) whole(list); else only();
  };
  var wished = function () {
    var next = new URLSearchParams();
    ["role", "activity"].forEach(function (name) { if (wish[name].value) next.set(name, wish[name].value); });
    filter();
    try { history.replaceState(null, "", location.pathname + (next.toString() ? "?" + next : "")); } catch (_) { /* A folder may refuse; the view still changes. */ }
  };
  ["role", "activity"].forEach(function (name) { wish[name].value = asks.get(name) || ""; wish[name].addEventListener("input", wished); });
  one("form.filters", matrices).addEventListener("submit", function (event) { event.preventDefault(); });
  one("[data-rest]", matrices).hidden = true;
  one("[data-rest] button", matrices).addEventListener("click", function () { atMost = Infinity; filter(); });
  if (wish.role.value || wish.activity.value) filter();
})();
