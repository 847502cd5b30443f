// Only in the local preview. After a save the page is asked for again; when it is another, it is loaded anew in its place.
(function () {
  "use strict";
  var doc = document, bar = doc.getElementById("handbook-preview"), KEY = "handbook-preview-place", etag = null, asking = false, again = false;
  if (!bar) return;
  function all(selector, from) { return Array.prototype.slice.call((from || doc).querySelectorAll(selector)); }
  function kept(store, key, value) {
    try { if (value === undefined) return store.getItem(key); if (value === null) store.removeItem(key); else store.setItem(key, value); } catch (_) { /* Storage may be closed; then the place is lost. */ }
    return null;
  }

  // Editors that open a file by an address. The first is what the page's own links name.
  var EDITORS = {
    "VS Code": function (file, line, column) { return "vscode://file" + file + ":" + line + ":" + column; },
    "VSCodium": function (file, line, column) { return "vscodium://file" + file + ":" + line + ":" + column; },
    "Cursor": function (file, line, column) { return "cursor://file" + file + ":" + line + ":" + column; },
    "Zed": function (file, line, column) { return "zed://file" + file + ":" + line + ":" + column; },
    "JetBrains": function (file, line) { return "idea://open?file=" + file + "&line=" + line; },
    "Sublime Text": function (file, line, column) { return "subl://open?url=file://" + file + "&line=" + line + "&column=" + column; },
    "TextMate, BBEdit": function (file, line, column) { return "txmt://open?url=file://" + file + "&line=" + line + "&column=" + column; }
  };
  function editors() {
    var chosen = kept(localStorage, "handbook-editor");
    if (!EDITORS[chosen]) chosen = Object.keys(EDITORS)[0];
    all("a[data-file]").forEach(function (link) {
      var file = link.dataset.file.replace(/\\/g, "/");
      file = file.split("/").map(encodeURIComponent).join("/");
      link.href = EDITORS[chosen](file[0] === "/" ? file : "/" + file, link.dataset.line, link.dataset.column);
    });
    all("[data-editors] select").forEach(function (select) {
      if (select.options.length) return;
      Object.keys(EDITORS).forEach(function (name) { select.appendChild(new Option(name, name, false, name === chosen)); });
      select.addEventListener("change", function () { kept(localStorage, "handbook-editor", select.value); editors(); });
    });
  }
  editors();

  // Where the reader is: the last marked place above the window's middle, the focus, and what was opened.
  function way(node) {
    var steps = [];
    for (; node && node !== doc.body; node = node.parentNode) {
      if (node.id) { steps.unshift("#" + node.id); break; }
      var same = Array.prototype.filter.call(node.parentNode.children, function (other) { return other !== bar; });
      steps.unshift(same.indexOf(node));
    }
    return steps;
  }
  function at(steps) {
    var node = doc.body;
    steps.forEach(function (step) {
      if (!node) return;
      if (typeof step === "string") { node = doc.getElementById(step.slice(1)); return; }
      node = Array.prototype.filter.call(node.children, function (other) { return other !== bar; })[step];
    });
    return node === doc.body ? null : node;
  }
  function remember() {
    var anchor = null;
    all("main [id]").forEach(function (node) { if (node.getBoundingClientRect().top < window.innerHeight / 2) anchor = node; });
    var focus = doc.activeElement, inBar = !focus || focus === doc.body || bar.contains(focus);
    kept(sessionStorage, KEY, JSON.stringify({
      path: location.pathname + location.search, x: window.scrollX, y: window.scrollY, height: doc.documentElement.scrollHeight,
      anchor: anchor && { id: anchor.id, top: anchor.getBoundingClientRect().top },
      focus: inBar ? null : way(focus), value: inBar || !("selectionStart" in focus) ? null : focus.value,
      selection: inBar || typeof focus.selectionStart !== "number" ? null : [focus.selectionStart, focus.selectionEnd],
      open: all("details[open]").filter(function (node) { return !bar.contains(node); }).map(way),
      bar: !bar.querySelector("details") || bar.querySelector("details").open
    }));
  }
  function restore() {
    var place = null;
    try { place = JSON.parse(kept(sessionStorage, KEY)); } catch (_) { /* Nothing that could be restored. */ }
    kept(sessionStorage, KEY, null);
    if (!place || place.path !== location.pathname + location.search) return;
    place.open.forEach(function (steps) { var node = at(steps); if (node && node.tagName === "DETAILS") node.open = true; });
    fold(place.bar);
    var focus = place.focus && at(place.focus);
    if (focus) {
      if (place.value !== null && "value" in focus) focus.value = place.value;
      focus.focus({ preventScroll: true });
      if (place.selection && focus.setSelectionRange) try { focus.setSelectionRange(place.selection[0], place.selection[1]); } catch (_) { /* Not every field has a selection. */ }
    }
    var anchor = place.anchor && doc.getElementById(place.anchor.id);
    function scroll() {
      if (place.y && anchor) window.scrollTo({ left: place.x, top: window.scrollY + anchor.getBoundingClientRect().top - place.anchor.top, behavior: "instant" });
      else window.scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    }
    scroll();
    window.addEventListener("load", function () { scroll(); history.scrollRestoration = "auto"; });
  }
  function fold(open) { var details = bar.querySelector("details"); if (details && !open) details.open = false; }
  restore();

  // The answer's own bar in place of this one; true when the rest of the page is as it was.
  function compare(text, fault) {
    var fresh = new DOMParser().parseFromString(text, "text/html").getElementById("handbook-preview");
    if (!fresh) return false;
    var same = fault || fresh.dataset.mark === bar.dataset.mark;
    if (!same) return false;
    var open = bar.querySelector("details");
    all("script, link", fresh).forEach(function (node) { node.remove(); });
    all(":scope > :not(script):not(link)", bar).forEach(function (node) { node.remove(); });
    Array.prototype.slice.call(fresh.children).forEach(function (node) { bar.appendChild(doc.importNode(node, true)); });
    if (open) fold(open.open);
    editors();
    return true;
  }
  function ask() {
    if (asking) { again = true; return; }
    asking = true;
    fetch(location.href.split("#")[0], { cache: "no-store", headers: etag ? { "If-None-Match": etag } : {} }).then(function (answer) {
      if (answer.status === 304) return;
      return answer.text().then(function (text) {
        etag = answer.headers.get("ETag");
        if (compare(text, answer.status >= 500)) return;
        remember();
        history.scrollRestoration = "manual";
        location.reload();
      });
    }).catch(function () { /* The preview has ended or is starting again; the stream tells when it is back. */ }).then(function () {
      asking = false;
      if (again) { again = false; ask(); }
    });
  }

  // Whatever was saved before the stream was open is asked for when it opens, and so is a preview that was started again.
  var stream = new EventSource(bar.dataset.events);
  stream.onopen = ask;
  stream.addEventListener("change", ask);
  stream.addEventListener("findings", ask);
  window.addEventListener("pagehide", function () { stream.close(); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
})();
