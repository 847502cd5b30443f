// Search, loaded on the first wish to search. The index lies in script files that call HANDBOOK_FOUND, so that it works from
// a folder and under a strict policy: what all share first; words by their first letters, rows and texts of results on demand.
(function () {
  "use strict";
  var H = HANDBOOK, all = H.all, one = H.one, make = H.make, word = H.word, say = H.say, W = H.words, LANG = H.lang, stateWord = H.stateWord;
  var doc = document, html = doc.documentElement;
  var ROOT = html.dataset.root || "./", FOLDER = ROOT + "assets/search/" + LANG + "/", parts = {}, index = null, SHOWN = 10;
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
  function unique(list) { return list.filter(function (one, at) { return list.indexOf(one) === at; }); }
  // What is looked for: hits by entry, best first; those that are shown get their rows by `rows`.
  function find(text, then) {
    load("start", function (start) {
      index = start;
      var wanted = terms(text), telling = wanted.filter(function (w) { return start && start.stop.indexOf(w) < 0; });
      if (telling.length) wanted = telling;
      if (!start || !wanted.length) return then([], wanted);
      // References are also typed without their hyphen, or with one that they have not.
      var forms = wanted.map(function (w) { return unique([w, w.replace(/[^\p{L}\p{N}]/gu, "")]); });
      loadAll(unique([].concat.apply([], forms).map(shard).filter(Boolean)), function () { then(rank(forms), wanted); });
    });
  }
  // The one file that knows of a word and of all that begin like it: of the names that begin with the word the first, which
  // the others begin with; else the longest that the word begins with.
  function shard(w) {
    var longer = index.words.filter(function (name) { return name.indexOf(w) === 0; }), shorter = index.words.filter(function (name) { return w.indexOf(name) === 0; });
    var name = longer[0] || shorter.pop();
    return name && "w-" + name.replace(/[^\w-]/g, function (c) { return "_" + c.charCodeAt(0).toString(16); });
  }
  // Calls `each` with the numbers of a list: differences in base 36.
  function numbers(list, each) {
    var at = 0;
    if (list) list.split(" ").forEach(function (step) { at += parseInt(step, 36); each(at); });
  }
  // How well each entry answers a word: its reference before its title before its text; and each section.
  function weigh(forms, best) {
    var refs = new Map(), got = new Map();
    function words(form, each) {
      var name = shard(form), data = name && parts[name].data || {};
      // A single letter is a word of its own, not the beginning of others.
      for (var term in data) if (term === form || form[1] && term.indexOf(form) === 0) each(data[term].split("|"), term === form);
    }
    forms.forEach(function (form) {
      words(form, function (lists, whole) { numbers(lists[2], function (at) { refs.set(at, Math.max(refs.get(at) || 0, whole ? 200 : 60)); }); });
    });
    refs.forEach(function (s, at) { got.set(at, s); });
    words(forms[0], function (lists, whole) { numbers(lists[1], function (at) { got.set(at, (got.get(at) || 0) + (whole ? 30 : 15)); }); });
    words(forms[0], function (lists, whole) {
      numbers(lists[0], function (number) {
        var at = Math.floor(number / index.stride), before = got.get(at) || 0, value = whole ? 4 : 2, sections = best.get(at) || {};
        got.set(at, before + value / (1 + before / 20));
        best.set(at, sections);
        sections[number % index.stride] = (sections[number % index.stride] || 0) + value;
      });
    });
    return got;
  }
  function rank(wanted) {
    var best = new Map(), hits = [];
    var scores = wanted.map(function (forms) { return weigh(forms, best); });
    scores[0].forEach(function (_, at) {
      var sum = 0;
      if (scores.every(function (got) { sum += got.get(at) || 0; return got.has(at); })) hits.push({ at: at, score: sum });
    });
    hits.sort(function (a, b) { return b.score - a.score || a.at - b.at; });
    hits.forEach(function (hit) {
      var found = best.get(hit.at) || {};
      var sections = Object.keys(found).map(function (at) { return [found[at], +at]; }).sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
      hit.sections = sections.filter(function (pair, at, list) { return at < 2 && pair[0] >= list[0][0] / 2; }).map(function (pair) { return pair[1]; });
      if (!hit.sections.length) hit.sections = [0];
    });
    return hits;
  }
  function rows(hits, then) {
    function file(hit) { return "r-" + Math.floor(hit.at / index.rows); }
    loadAll(unique(hits.map(file)), function () {
      then(hits.filter(function (hit) {
        var own = parts[file(hit)].data, row = own && own.rows[hit.at % index.rows];
        if (!row) return false;
        var kind = own.kinds[row[0]];
        hit.row = { kind: kind, id: row[1], title: row[2], state: row[3], url: row[4] || kind[2] + row[1].toLowerCase() + "/" + own.tail };
        return true;
      }));
    });
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
    load("t-" + Math.floor(hit.at / index.texts), function (own) {
      var texts = own && own[hit.at % index.texts];
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
    var result = function (hit, text, wanted) {
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
    };
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
          rows(hits.slice(from, from + SHOWN), function (shown) {
            if (mine !== run) return;
            shown.forEach(function (hit) { result(hit, text, wanted); });
            if (hits.length <= from + SHOWN) return;
            var button = out.appendChild(make("li")).appendChild(make("button", { type: "button" }, W.search_more));
            button.addEventListener("click", function () { button.parentNode.remove(); more(from + SHOWN); });
          });
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
    load("start", function () {});
    var suggest = function () {
      var text = quick.value.trim(), mine = ++turn;
      if (text.length < 2) return close();
      find(text, function (hits) {
        rows(hits.slice(0, 8), function (shown) {
          if (mine !== turn) return;
          close();
          say(hits.length ? word("search_results", { n: hits.length, q: text }) : W.search_empty);
          if (hits.length) offer(shown, hits.length, text);
        });
      });
    };
    var offer = function (hits, found, text) {
      menu = make("ul", { "class": "suggest", id: "at:suggestions", role: "listbox", "aria-label": word("search_results", { n: found, q: text }) });
      hits.forEach(function (hit, i) {
        var item = menu.appendChild(make("li", { id: "at:suggestion-" + i, role: "option", "aria-selected": "false" }));
        if (hit.row.kind[0] === "document") { item.appendChild(make("span", { "class": "ref" }, hit.row.id)); item.appendChild(doc.createTextNode(" ")); }
        item.appendChild(doc.createTextNode(hit.row.title + " "));
        item.appendChild(make("span", { "class": "note" }, hit.row.kind[1]));
        item.addEventListener("mousedown", function (event) { event.preventDefault(); location.href = target(hit, text); });
        item.dataset.href = target(hit, text);
      });
      quick.parentNode.appendChild(menu);
      quick.setAttribute("aria-controls", "at:suggestions"); quick.setAttribute("aria-expanded", "true");
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
