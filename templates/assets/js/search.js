// Search, loaded on the first wish to search. The index lies in script files that call HANDBOOK_FOUND: titles first,
// words by their first letters and section texts on demand, so that it works from a folder and under a strict policy.
(function () {
  "use strict";
  var H = HANDBOOK, all = H.all, one = H.one, make = H.make, word = H.word, say = H.say, W = H.words, LANG = H.lang, stateWord = H.stateWord;
  var doc = document, html = doc.documentElement;
  var ROOT = html.dataset.root || "./", FOLDER = ROOT + "assets/search/" + LANG + "/", parts = {}, index = null;
  window.HANDBOOK_FOUND = function (name, data) { parts[name].data = data; };
  function load(name, then) {
    var part = parts[name];
    if (!part) {
      part = parts[name] = { waiting: [], data: null, done: false };
      var script = make("script", { src: FOLDER + name + ".js" });
      script.onload = script.onerror = function () { part.done = true; part.waiting.forEach(function (f) { f(part.data); }); };
      doc.head.appendChild(script);
    }
    if (part.done) then(part.data); else part.waiting.push(then);
  }
  function loadAll(names, then) {
    var left = names.length;
    if (!left) return then();
    names.forEach(function (name) { load(name, function () { if (--left === 0) then(); }); });
  }
  // The same folding as the build's: case, accents, ligatures, apostrophes; elided articles cut.
  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss").replace(/[’ʼ‘]/g, "'").replace(/[\u2010\u2011]/g, "-");
  }
  function terms(text) {
    return (fold(text).match(/[\p{L}\p{N}]+(?:['.\-][\p{L}\p{N}]+)*/gu) || []).map(function (t) { return t.replace(/^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'/, "").replace(/'s$/, ""); }).filter(Boolean);
  }
  // References are also typed without their hyphen: `pol001`.
  function bare(text) { return text.replace(/[^\p{L}\p{N}]/gu, ""); }
  function find(text, then) {
    var wanted = terms(text);
    if (!wanted.length) return then([], wanted);
    load("titles", function (titles) {
      if (!titles) return then([], wanted);
      if (!index) {
        index = titles;
        var from = 0;
        index.rows = index.docs.map(function (d) {
          var row = { kind: index.kinds[d[0]], id: d[1], title: d[2], state: d[3], first: from, url: d[5] || index.kinds[d[0]][2] + d[1].toLowerCase() + "/" + index.tail };
          row.words = terms(d[2]); row.ref = fold(d[1]); row.bare = bare(row.ref); from += d[4];
          return row;
        });
      }
      var shards = [];
      wanted.forEach(function (w) { index.shards.forEach(function (s) { if ((w.indexOf(s) === 0 || s.indexOf(w) === 0) && shards.indexOf("w-" + s) < 0) shards.push("w-" + s); }); });
      loadAll(shards.map(function (s) { return s.replace(/[^\w-]/g, function (c) { return "_" + c.charCodeAt(0).toString(16); }); }), function () { then(rank(wanted), wanted); });
    });
  }
  function rank(wanted) {
    var scores = index.rows.map(function () { return 0; }), best = {};
    wanted.forEach(function (w, at) {
      var got = {};
      index.rows.forEach(function (row, i) {
        var s = row.ref === w || row.bare && row.bare === bare(w) ? 200 : row.ref.indexOf(w) === 0 ? 60 : row.ref.indexOf(w) > 0 ? 20 : 0;
        row.words.forEach(function (t) { if (t === w) s += 30; else if (t.indexOf(w) === 0) s += 15; });
        if (s) got[i] = s;
      });
      for (var name in parts) {
        if (name.indexOf("w-") !== 0 || !parts[name].data) continue;
        var data = parts[name].data;
        for (var term in data) {
          if (term.indexOf(w) !== 0) continue;
          var section = 0, doc = 0;
          data[term].split(" ").forEach(function (delta) {
            section += parseInt(delta, 36);
            while (doc + 1 < index.rows.length && index.rows[doc + 1].first <= section) doc++;
            var value = term === w ? 4 : 2, key = doc + ":" + section;
            got[doc] = (got[doc] || 0) + value / (1 + (got[doc] || 0) / 20);
            best[key] = (best[key] || 0) + value;
          });
        }
      }
      for (var i = 0; i < scores.length; i++) if (at === 0 || scores[i]) scores[i] = got[i] ? scores[i] + got[i] : 0;
    });
    var hits = [];
    scores.forEach(function (s, i) { if (s) hits.push({ at: i, row: index.rows[i], score: s }); });
    hits.sort(function (a, b) { return b.score - a.score || (a.row.id < b.row.id ? -1 : 1); });
    hits.forEach(function (hit) {
      hit.sections = [];
      var end = hit.at + 1 < index.rows.length ? index.rows[hit.at + 1].first : Infinity;
      for (var s = hit.row.first; s < end && s < hit.row.first + 400; s++) if (best[hit.at + ":" + s]) hit.sections.push([best[hit.at + ":" + s], s - hit.row.first]);
      hit.sections.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
      hit.sections = hit.sections.filter(function (pair, at, list) { return at < 2 && pair[0] >= list[0][0] / 2; }).map(function (pair) { return pair[1]; });
      if (!hit.sections.length) hit.sections = [0];
    });
    return hits;
  }
  function marked(node, text, wanted) {
    var pieces = text.split(/([\s\u00a0]+)/);
    pieces.forEach(function (piece) {
      var on = terms(piece).some(function (t) { return wanted.some(function (w) { return t.indexOf(w) === 0; }); });
      node.appendChild(on ? make("mark", {}, piece) : doc.createTextNode(piece));
    });
  }
  // The words travel in the address, so that the page opened can show where they stand.
  function target(hit, words, section) {
    return ROOT + hit.row.url + (hit.row.url.indexOf("?") < 0 ? "?find=" + encodeURIComponent(words) : "") + (section && section[0] ? "#" + section[0] : "");
  }
  function sectionsOf(hit, then) {
    load("t-" + Math.floor(hit.at / index.chunk), function (chunk) {
      var texts = chunk && chunk[hit.at % index.chunk];
      if (texts) hit.sections.forEach(function (at) { if (texts[at]) then(texts[at]); });
    });
  }
  function highlight(words) {
    var wanted = terms(words), found = [];
    all("[data-find] > h1, [data-find] .prose, [data-find] .raci tbody th, [data-find] .as-blocks strong").forEach(function (part) {
      var walker = doc.createTreeWalker(part, NodeFilter.SHOW_TEXT), nodes = [];
      while (walker.nextNode()) if (!walker.currentNode.parentNode.closest("button")) nodes.push(walker.currentNode);
      nodes.forEach(function (node) {
        var piece = doc.createDocumentFragment();
        marked(piece, node.data, wanted);
        if (!one("mark", piece)) return;
        found = found.concat(all("mark", piece));
        node.replaceWith(piece);
      });
    });
    if (!found.length) return;
    // A page of a matrix has hundreds of activities and no section for each: to the one with most of what was sought.
    var best = null, most = 0;
    if (!location.hash) all(".raci tbody tr, .as-blocks > li").forEach(function (row) {
      var marks = all("mark", row).length;
      if (marks > most && row.getClientRects().length) { most = marks; best = row; }
    });
    if (best) best.scrollIntoView({ block: "center" });
    var bar = one("main").appendChild(make("p", { "class": "found" })), button = bar.appendChild(make("button", { type: "button" }, W.highlight_off));
    function clear() {
      if (!bar.parentNode) return;
      found.forEach(function (mark) { var parent = mark.parentNode; mark.replaceWith(mark.firstChild); parent.normalize(); });
      bar.remove();
      try { history.replaceState(null, "", location.pathname + location.hash); } catch (_) { /* A folder may refuse. */ }
    }
    button.addEventListener("click", clear);
    doc.addEventListener("keydown", function (event) { if (event.key === "Escape" && !event.defaultPrevented) clear(); });
  }
  var sought = new URLSearchParams(location.search).get("find");
  if (sought) highlight(sought);
  var results = one("[data-results]");
  if (results) {
    var box = doc.getElementById("at:query"), out = one("[data-search-list]", results), number = one("[data-search-count]", results), run = 0;
    var search = function (push) {
      var text = box.value.trim(), mine = ++run;
      if (push) try { history.replaceState(null, "", location.pathname + (text ? "?q=" + encodeURIComponent(text) : "")); } catch (_) { /* A folder may refuse. */ }
      if (text.length < 2) { out.textContent = number.textContent = ""; return; }
      number.textContent = W.search_loading;
      find(text, function (hits, wanted) {
        if (mine !== run) return;
        out.textContent = "";
        number.textContent = hits.length ? word("search_results", { n: hits.length, q: text }) : W.search_empty;
        var more = function (from) {
          hits.slice(from, from + 20).forEach(function (hit) {
            var item = out.appendChild(make("li")), head = item.appendChild(make("p", { "class": "title" }));
            if (hit.row.id && hit.row.kind[0] === "document") { head.appendChild(make("span", { "class": "ref" }, hit.row.id)); head.appendChild(doc.createTextNode(" ")); }
            var link = head.appendChild(make("a", { href: target(hit, text) }));
            marked(link, hit.row.title, wanted);
            var line = item.appendChild(make("p", { "class": "note" }, hit.row.kind[1]));
            if (hit.row.state) { line.appendChild(doc.createTextNode(" ")); line.appendChild(make("span", { "class": "chip is-" + hit.row.state }, stateWord("", hit.row.state))); }
            sectionsOf(hit, function (section) {
              var says = item.appendChild(make("p"));
              if (section[1]) { marked(says.appendChild(make("a", { href: target(hit, text, section) })), section[1], wanted); says.appendChild(doc.createTextNode(" – ")); }
              marked(says, section[2], wanted);
            });
          });
          if (hits.length > from + 20) {
            var button = out.appendChild(make("li")).appendChild(make("button", { type: "button" }, W.search_more));
            button.addEventListener("click", function () { button.parentNode.remove(); more(from + 20); });
          }
        };
        more(0);
      });
    };
    var timer;
    box.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(function () { search(true); }, 120); });
    one("form", results).addEventListener("submit", function (event) { event.preventDefault(); search(true); });
    box.value = new URLSearchParams(location.search).get("q") || "";
    if (box.value) search(false);
  }
  // Suggestions under the search field: arrows choose, Enter opens, Escape closes.
  var quick = results ? null : one("form[data-search] input");
  if (quick) {
    var menu = null, chosen = -1, turn = 0;
    var close = function () { if (menu) menu.remove(); menu = null; chosen = -1; quick.setAttribute("aria-expanded", "false"); quick.removeAttribute("aria-activedescendant"); };
    quick.setAttribute("role", "combobox"); quick.setAttribute("aria-expanded", "false"); quick.setAttribute("aria-autocomplete", "list");
    load("titles", function () {});
    var suggest = function () {
      var text = quick.value.trim(), mine = ++turn;
      if (text.length < 2) return close();
      find(text, function (hits) {
        if (mine !== turn) return;
        close();
        say(hits.length ? word("search_results", { n: hits.length, q: text }) : W.search_empty);
        if (!hits.length) return;
        menu = make("ul", { "class": "suggest", id: "at:suggestions", role: "listbox", "aria-label": word("search_results", { n: hits.length, q: text }) });
        hits.slice(0, 8).forEach(function (hit, i) {
          var item = menu.appendChild(make("li", { id: "at:suggestion-" + i, role: "option", "aria-selected": "false" }));
          if (hit.row.kind[0] === "document") { item.appendChild(make("span", { "class": "ref" }, hit.row.id)); item.appendChild(doc.createTextNode(" ")); }
          item.appendChild(doc.createTextNode(hit.row.title + " "));
          item.appendChild(make("span", { "class": "note" }, hit.row.kind[1]));
          item.addEventListener("mousedown", function (event) { event.preventDefault(); location.href = target(hit, text); });
          item.dataset.href = target(hit, text);
        });
        quick.parentNode.appendChild(menu);
        quick.setAttribute("aria-controls", "at:suggestions"); quick.setAttribute("aria-expanded", "true");
      });
    };
    quick.addEventListener("input", suggest);
    if (quick.value) suggest();
    quick.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu) { close(); event.preventDefault(); return; }
      if (!menu) return;
      var items = menu.children;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (chosen >= 0) items[chosen].setAttribute("aria-selected", "false");
        chosen = (chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1) + items.length) % items.length;
        items[chosen].setAttribute("aria-selected", "true");
        items[chosen].scrollIntoView({ block: "nearest" });
        quick.setAttribute("aria-activedescendant", items[chosen].id);
      } else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); location.href = items[chosen].dataset.href; }
    });
    quick.addEventListener("blur", function () { setTimeout(close, 100); });
  }
})();
