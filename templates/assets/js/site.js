// Adds to pages that are whole without it: today's status, register filters, search, appearance, small comforts.
// Words come before this text as HANDBOOK_WORDS. Classic script, no module and no fetch, so that it works from a folder.
(function () {
  "use strict";
  var doc = document, html = doc.documentElement, W = HANDBOOK_WORDS, LANG = HANDBOOK_LANG;
  function all(selector, from) { return Array.prototype.slice.call((from || doc).querySelectorAll(selector)); }
  function one(selector, from) { return (from || doc).querySelector(selector); }
  function make(tag, attributes, text) {
    var node = doc.createElement(tag);
    for (var name in attributes) node.setAttribute(name, attributes[name]);
    if (text != null) node.textContent = text;
    return node;
  }
  function keep(key, value) {
    try { if (value === undefined) return localStorage.getItem("handbook-" + key); localStorage.setItem("handbook-" + key, value); } catch (_) { return null; }
  }
  var plurals = null;
  try { plurals = new Intl.PluralRules(LANG); } catch (_) { /* Then one and other by number. */ }
  function word(key, values) {
    var text = W[key];
    if (text == null) return key;
    if (typeof text !== "string") text = (plurals ? plurals.select(values.n) : values.n === 1 ? "one" : "other") === "one" ? text.one : text.other;
    return text.replace(/\{(\w+)\}/g, function (all, name) { return values && name in values ? values[name] : all; });
  }
  function say(text) { var live = doc.getElementById("at:live"); if (live) live.textContent = text; }

  // Days are compared as whole calendar days of the reader, never as instants.
  function day(iso) { var p = iso.split("-"); return Math.round(Date.UTC(+p[0], p[1] - 1, +p[2]) / 864e5); }
  function written(iso) {
    var p = iso.split("-");
    return word("date_long", { d: +p[2] === 1 ? W.date_first : +p[2], month: W["month_" + +p[1]], y: +p[0] });
  }
  var now = new Date(), pad = function (n) { return (n < 10 ? "0" : "") + n; };
  var todayIso = now.getFullYear() + "-" + pad(now.getMonth() + 1) + "-" + pad(now.getDate());
  var today = day(todayIso), built = day(html.dataset.asof || todayIso);

  // What a state becomes when its day is near or past, and how bad each is. It never gets better than the build said.
  var CLOCKS = { review: ["current", "due-soon", "overdue"], action: ["kept", "due-soon", "lapsed"], decision: ["open", "due-soon", "overdue"], exception: ["exception", "due-soon", "expired"], measurement: ["on-target", "on-target", "stale"] };
  function worse(node) {
    var steps = CLOCKS[node.dataset.clock], due = day(node.dataset.due), soon = +node.dataset.soon;
    var is = today > due ? 2 : soon > 0 && today >= due - soon ? 1 : 0;
    var was = Math.max(0, steps.indexOf(node.dataset.state));
    // What was never done does not lapse: that would say that it was done once.
    return is > was && node.dataset.state !== "never" ? steps[is] : null;
  }
  function stateWord(clock, state) {
    return W[clock + "_" + state.replace(/-/g, "_")] || W["state_" + state.replace(/-/g, "_")] || state;
  }
  function correct(from) {
    if (today > built) all(".chip[data-due]", from).forEach(function (chip) {
      var state = worse(chip);
      if (!state) return;
      chip.className = "chip is-" + state;
      chip.dataset.state = state;
      chip.textContent = stateWord(chip.dataset.clock, state);
    });
  }
  correct(doc);
  if (today > built) {
    all("[data-review-banner][data-due]").forEach(function (place) {
      var state = worse(place) || place.dataset.state, days = day(place.dataset.due) - today;
      if (state !== "overdue" && state !== "due-soon") return;
      var text = state === "overdue" ? word("banner_overdue", { n: -days, d: place.dataset.day })
        : days === 0 ? word("banner_due_today", { d: place.dataset.day }) : word("banner_due_soon", { n: days, d: place.dataset.day });
      var banner = make("section", { "class": "banner is-" + state, "aria-label": W["state_" + state.replace("-", "_")] });
      banner.appendChild(make("p")).appendChild(make("strong", {}, text));
      place.textContent = "";
      place.appendChild(banner);
      place.dataset.state = state;
    });
    var dues = function (pairs, then) { pairs.split(" ").filter(Boolean).forEach(function (pair) { var at = pair.split(":"); then(day(at[0]), +at[1]); }); };
    all("[data-dues]").forEach(function (figures) {
      var counts = { overdue: 0, "due-soon": 0 }, soon = +figures.dataset.soon;
      dues(figures.dataset.dues, function (due, n) {
        if (today > due) counts.overdue += n; else if (today >= due - soon) counts["due-soon"] += n;
      });
      function days(name) { return (figures.dataset[name] || "").split(" ").filter(Boolean).map(day); }
      if (figures.dataset.promises) counts.commitments = days("promises").filter(function (last) { return today <= last; }).length;
      if (figures.dataset.decisions) counts.decisions = days("decisions").filter(function (last) { return today > last; }).length;
      if (figures.dataset.ends) counts.exceptions = days("ends").filter(function (last) { return today <= last; }).length;
      for (var key in counts) {
        var link = one('[data-figure="' + key + '"]', figures);
        if (!link) continue;
        one(".num", link).textContent = counts[key];
        one(".words", link).textContent = word("figure_" + key.replace("-", "_"), { n: counts[key], all: figures.dataset.commitments });
        link.toggleAttribute("data-zero", counts[key] === 0);
      }
    });
    // The calendar: what has become late stands where it stood, perhaps on another page; the section of what is late says so.
    all("[data-ahead]").forEach(function (part) {
      var more = 0;
      dues(part.dataset.ahead, function (due, n) { if (today > due) more += n; });
      if (!more) return;
      all("[data-late]").forEach(function (count) { count.textContent = (+count.dataset.late + more).toLocaleString(LANG).replace(/\u202f/g, "\u00a0"); });
      all("[data-none]", part).forEach(function (none) { none.remove(); });
      one("h2", part).after(make("p", { "class": "note" }, word("late_since", { n: more, d: written(html.dataset.asof) })));
    });
    if (today - built > 30) html.querySelector(".top").after(make("p", { "class": "strip" }, word("old_build", { n: today - built })));
    all("[data-kept]").forEach(function (count) {
      var chips = all(".promise > .facts-row .chip[data-state]"), n = {};
      chips.forEach(function (chip) { n[chip.dataset.state] = (n[chip.dataset.state] || 0) + 1; });
      var others = ["words-only", "never", "lapsed"].filter(function (state) { return n[state]; }).map(function (state) { return word("commitments_" + state.replace("-", "_"), { n: n[state] }); });
      count.textContent = "";
      count.appendChild(make("strong", {}, word("commitments_kept", { n: (n.kept || 0) + (n["due-soon"] || 0), all: chips.length })));
      if (others.length) count.appendChild(make("span", { "class": "line" }, word("label", { name: W.not_kept, value: others.join(", ") })));
    });
    all("[data-exceptions]").forEach(function (count) {
      var live = all(".chip[data-clock=exception]").filter(function (chip) { return chip.dataset.state !== "expired"; });
      var leading = live.filter(function (chip) { return one(".is-management-exception", chip.parentNode); }).length;
      count.firstElementChild.textContent = !live.length ? W.none_exceptions : word("exceptions_count", { n: live.length }) + (leading ? ", " + word("exceptions_management", { n: leading }) : "");
    });
    all("[data-as-of]").forEach(function (node) { node.textContent += word("as_at_more", { d: written(todayIso) }); });
  }

  all(".js[hidden]").forEach(function (node) { node.hidden = false; });

  // Appearance and shortcuts.
  var prefs = one(".prefs");
  if (prefs) {
    var saved = keep("theme");
    all("[name=theme]", prefs).forEach(function (radio) {
      radio.checked = radio.value === (saved || "system");
      radio.addEventListener("change", function () {
        keep("theme", radio.value);
        if (radio.value === "system") html.removeAttribute("data-theme"); else html.setAttribute("data-theme", radio.value);
      });
    });
    var keys = one("[name=keys]", prefs);
    keys.checked = keep("keys") !== "off";
    keys.addEventListener("change", function () { keep("keys", keys.checked ? "on" : "off"); });
  }
  all("a[data-lang]").forEach(function (link) {
    link.addEventListener("click", function () { keep("lang", link.lang); if (!/[?#]/.test(link.getAttribute("href"))) link.href += location.search + location.hash; });
  });
  doc.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") return focusSearch(event);
    if (typing || event.ctrlKey || event.metaKey || event.altKey || keep("keys") === "off") return;
    if (event.key === "/") focusSearch(event);
    var help = one(".keys-help");
    if (event.key === "?" && help) { help.open = true; one("summary", help).focus(); }
    if (steps && (event.key === "n" || event.key === "p")) steps(event.key === "n" ? 1 : -1);
  });
  function focusSearch(event) {
    var field = doc.getElementById("at:query") || doc.getElementById("at:q");
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  }

  // Links to sections.
  all("[data-find] .prose :is(h2, h3, h4)[id], .doc:not(.redline) > .prose :is(h2, h3, h4)[id]").forEach(function (heading) {
    var title = heading.textContent, label = word("copy_link", { title: title });
    var button = make("button", { type: "button", "class": "copy", "aria-label": label }, "#");
    button.addEventListener("click", function () {
      var address = location.href.split("#")[0] + "#" + heading.id;
      history.replaceState(null, "", "#" + heading.id);
      function done() { button.textContent = W.copied; button.classList.add("done"); say(W.copied); setTimeout(function () { button.textContent = "#"; button.classList.remove("done"); }, 2500); }
      if (navigator.clipboard) navigator.clipboard.writeText(address).then(done, function () { location.hash = heading.id; }); else location.hash = heading.id;
    });
    var box = make("div", { "class": "heading" });
    heading.replaceWith(box);
    box.appendChild(heading);
    box.appendChild(button);
  });

  // Where the reader is.
  var spied = all(".toc a");
  if (spied.length && "IntersectionObserver" in window) {
    var seen = {};
    var watch = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) { seen[entry.target.id] = entry.isIntersecting; });
      var now = spied.filter(function (a) { return seen[decodeURIComponent(a.hash.slice(1))]; })[0];
      if (now) spied.forEach(function (a) { if (a === now) a.setAttribute("aria-current", "true"); else a.removeAttribute("aria-current"); });
    }, { rootMargin: "0px 0px -60% 0px" });
    spied.forEach(function (a) { var target = doc.getElementById(decodeURIComponent(a.hash.slice(1))); if (target) watch.observe(target); });
  }

  // The register: filters and order live in the address, with values that are the same in every language.
  var register = one("[data-register]");
  if (register && one("tbody tr", register)) {
    var table = one("table", register), body = one("tbody", table), rows = all("tr", body), form = one("form.filters", register);
    var collate = new Intl.Collator(LANG, { numeric: true }).compare;
    var heads = all("thead th", table), query = new URLSearchParams(location.search), worst = { overdue: 0, broken: 0, "due-soon": 1 };
    function fact(row) {
      var chip = one(".chip[data-state]:not(.who *)", row.lastElementChild), cells = row.children, times = all("time", row);
      function time(cell) { var t = one("time", cell); return t ? t.dateTime : ""; }
      return { row: row, id: row.dataset.id, title: cells[1].textContent, kind: row.dataset.kind, kindWord: cells[2].textContent, owner: row.dataset.owner, ownerWord: cells[3].textContent,
        version: cells[4].textContent, approved: time(cells[5]), due: time(cells[6]), status: chip ? chip.dataset.state : "", statusWord: chip ? chip.textContent : "" };
    }
    // A long register has its other pages' rows in a script, asked for once somebody filters or sorts.
    var facts = rows.map(fact), others = register.dataset.others, rest = one("[data-rest]", register), most = others ? rows.length : Infinity;
    function whole(then) {
      if (!others) return then();
      window.HANDBOOK_ROWS = function (text) {
        var holder = make("template");
        holder.innerHTML = text;
        correct(holder.content);
        facts = facts.concat(all("tr", holder.content).map(fact));
        others = null;
        then();
      };
      if (!one("script[data-rows]")) doc.head.appendChild(make("script", { src: others, "data-rows": "" }));
    }
    var sort = query.get("sort") || "";
    ["kind", "owner", "status"].forEach(function (name) { if (query.get(name)) form.elements[name].value = query.get(name); });
    heads.forEach(function (head) {
      var button = make("button", { type: "button" }, head.textContent);
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var key = head.dataset.key;
        sort = sort === key ? "-" + key : key;
        whole(function () { show(true); });
        say(word("sorted_by", { column: button.textContent }));
      });
    });
    var show = function (moved) {
      var wanted = { kind: form.elements.kind.value, owner: form.elements.owner.value, status: form.elements.status.value }, count = 0;
      var key = sort.replace("-", ""), way = sort[0] === "-" ? -1 : 1;
      var field = { kind: "kindWord", owner: "ownerWord", status: "statusWord" }[key] || key;
      facts.sort(function (a, b) {
        var order = key && field in a ? way * (collate(a[field], b[field])) : (worst[a.status] === undefined ? 2 : worst[a.status]) - (worst[b.status] === undefined ? 2 : worst[b.status]);
        return order || collate(a.id, b.id);
      });
      var piece = doc.createDocumentFragment(), leaves = one(".leaves", register);
      facts.forEach(function (f) {
        var fits = (!wanted.kind || f.kind === wanted.kind) && (!wanted.owner || f.owner === wanted.owner) && (!wanted.status || f.status === wanted.status);
        f.row.hidden = !fits;
        if (fits) count++;
        // Of a long register only the rows that fit are on the page, so that it stays quick.
        if (!leaves || fits && count <= most) piece.appendChild(f.row);
      });
      body.textContent = "";
      body.appendChild(piece);
      if (leaves) leaves.hidden = true;
      if (rest) rest.hidden = count <= most;
      heads.forEach(function (head) { if (head.dataset.key === key) head.setAttribute("aria-sort", way < 0 ? "descending" : "ascending"); else head.removeAttribute("aria-sort"); });
      one("[data-count]", register).textContent = word("documents_shown", { n: count, all: facts.length });
      one("[data-empty]", register).hidden = count > 0;
      var next = new URLSearchParams();
      for (var name in wanted) if (wanted[name]) next.set(name, wanted[name]);
      if (sort) next.set("sort", sort);
      if (moved) try { history.replaceState(null, "", location.pathname + (next.toString() ? "?" + next : "") + location.hash); } catch (_) { /* A folder may refuse; the view still changes. */ }
    };
    form.addEventListener("change", function () { whole(function () { show(true); }); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { sort = ""; setTimeout(function () { whole(function () { show(true); }); }); });
    if (rest) { rest.hidden = true; one("button", rest).addEventListener("click", function () { most = Infinity; show(false); }); }
    if (/[?&](kind|owner|status|sort)=/.test(location.search)) whole(function () { show(false); });
    else if (today > built && !others) show(false);
  }

  // A letter's word for the mouse: to say it a third time in thousands of cells would make them heavy.
  doc.addEventListener("mouseover", function (event) {
    var letter = event.target.closest && event.target.closest(".raci .letter");
    if (letter && !letter.title) letter.title = one(".vh", letter).textContent.trim();
  });

  // Redlines: from change to change, and both texts side by side.
  var steps = null, redline = one("[data-redline]");
  if (redline) {
    var at = -1;
    steps = function (way) {
      var changes = all(".part ins, .part del", redline).filter(function (node) { return node.offsetParent; });
      if (!changes.length) return;
      all(".at", redline).forEach(function (node) { node.classList.remove("at"); });
      at = (at + way + changes.length) % changes.length;
      changes[at].classList.add("at");
      changes[at].tabIndex = -1;
      changes[at].focus({ preventScroll: true });
      changes[at].scrollIntoView({ block: "center" });
    };
    all("[data-step]", redline).forEach(function (button) { button.addEventListener("click", function () { steps(+button.dataset.step); }); });
    var sides = one("[data-sides]", redline);
    sides.addEventListener("click", function () {
      var on = sides.getAttribute("aria-pressed") !== "true";
      sides.setAttribute("aria-pressed", on);
      redline.classList.toggle("split", on);
      all(".part.is-changed > .prose, .part.is-changed > .sides", redline).forEach(function (part) {
        if (on) {
          var both = make("div", { "class": "sides" }), copy = part.cloneNode(true);
          all("[id]", copy).forEach(function (node) { node.removeAttribute("id"); });
          part.replaceWith(both); both.appendChild(part); both.appendChild(copy);
        } else part.replaceWith(part.firstElementChild);
      });
    });
  }

  // Home: the role chosen last.
  var picker = one("[data-role-picker]");
  if (picker) {
    var select = one("select", picker), list = one("[data-roles]");
    all("a", list).forEach(function (a) { select.appendChild(make("option", { value: a.getAttribute("href") }, a.textContent)); });
    select.value = keep("role-" + LANG) || "";
    list.hidden = true;
    picker.addEventListener("submit", function (event) { event.preventDefault(); if (select.value) { keep("role-" + LANG, select.value); location.href = select.value; } });
  }

  // A document: what the chosen role does under it stands out.
  var mine = (keep("role-" + LANG) || "").replace(/^[./]*/, "/");
  if (mine !== "/") all(".pair a").forEach(function (a) { if (a.pathname.endsWith(mine)) a.parentNode.classList.add("mine"); });

  // On a narrow screen a matrix's rows are hidden and each activity has a block below: a link to the row goes there.
  function toBlock() {
    var row = null;
    try { row = doc.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (_) { /* No name of ours. */ }
    var block = row && !row.getClientRects().length && all("[data-of]").filter(function (b) { return "at:" + b.dataset.of === row.id; })[0];
    // Blocks get their height as they come into view, which moves those below: so a few times.
    var left = block ? 5 : 0;
    (function again() { if (left-- > 0) { block.scrollIntoView({ behavior: "instant" }); requestAnimationFrame(again); } })();
  }
  addEventListener("hashchange", toBlock);
  toBlock();
  // Search leads to a further page of a matrix by its first: the index there knows the way, and what to mark goes along.
  var way = /^#at:page-\d+$/.test(location.hash) && doc.getElementById(location.hash.slice(1));
  if (way) location.replace(way.href + location.search);

  // What changed since the last visit, known to this browser alone.
  var news = one("[data-news]");
  if (news) {
    var last = keep("visit"), fresh = all("[data-day]", news).filter(function (item) { return last && item.dataset.day > last; });
    fresh.forEach(function (item) { item.classList.add("is-new"); });
    if (last) one("[data-visit]", news).textContent = fresh.length ? word("since_visit", { n: fresh.length }) : W.since_visit_none;
    keep("visit", html.dataset.asof);
  }

  // Page not found: search for the words of the address.
  var lost = one("[data-lost]");
  if (lost) {
    var words = decodeURIComponent(location.pathname.replace(/index\.html$|\.html?$/, "")).split("/").pop() || decodeURIComponent(location.pathname).split("/").slice(-2)[0] || "";
    all("input[type=search]", lost).forEach(function (field) { field.value = words.replace(/[-_]+/g, " ").trim(); });
    all("[data-prefix]", lost).forEach(function (part) { var p = part.dataset.prefix; part.hidden = !!p && all("[data-prefix]", lost).some(function (q) { return q !== part && q.dataset.prefix && location.pathname.indexOf("/" + q.dataset.prefix) >= 0; }) && location.pathname.indexOf("/" + p) < 0; });
    var first = one("section:not([hidden])", lost), big = one("h1", lost);
    if (big.closest("[hidden]") && first) { var h2 = one("h2", first), h1 = make("h1", {}, h2.textContent); h2.replaceWith(h1); big.remove(); html.lang = first.lang; }
  }

  // Files of their own: search, asked for when someone wants to search, and the filters of matrices.
  window.HANDBOOK = { all: all, one: one, make: make, word: word, say: say, words: W, lang: LANG, stateWord: stateWord };
  var asked = false;
  function ask(name) { doc.head.appendChild(make("script", { src: (html.dataset.root || "./") + "assets/js/" + name + ".js" })); }
  function askSearch() {
    if (!asked) ask("search");
    asked = true;
  }
  if (one("[data-matrices]") || one(".index") && /^#at:/.test(location.hash)) ask("matrices");
  if (one("[data-results]") || /[?&]find=/.test(location.search)) askSearch();
  all("form[data-search] input").forEach(function (field) { field.addEventListener("focus", askSearch); if (field === doc.activeElement) askSearch(); });
})();
