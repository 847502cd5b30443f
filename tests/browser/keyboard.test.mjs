// Journeys by keyboard alone: what a reader who has no mouse does, and that the focus is always to be seen.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { at, build, launch, open } from "./site.mjs";

let browser, site;
before(async () => { browser = await launch(); site = build(undefined, ["--links", "file"]); });

const go = (path, options) => open(browser, at(site, path), { reducedMotion: "reduce", ...options });
const focused = (page) => page.evaluate(() => { const node = document.activeElement; return { tag: node.tagName, id: node.id, name: (node.getAttribute("aria-label") ?? node.textContent).trim().replace(/\s+/g, " ") }; });

/** Tabs through a page; whatever of the focus is not to be seen. */
async function unseen(page, most = 400) {
  const wrong = [];
  let last = "";
  for (let step = 0; step < most; step++) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const node = document.activeElement;
      if (node === document.body) return null;
      const box = node.getClientRects()[0] ?? node.getBoundingClientRect(), style = getComputedStyle(node);
      const x = Math.min(Math.max(box.left + Math.min(box.width, 40) / 2, 0), innerWidth - 1), y = box.top + Math.min(box.height, 40) / 2;
      const top = document.elementFromPoint(x, y);
      const covered = !top || !(node.contains(top) || top.contains(node) || node.labels?.[0]?.contains(top));
      return { html: node.outerHTML.slice(0, 110), ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, inside: box.bottom > 0 && box.top < innerHeight, covered };
    });
    if (!seen) return wrong;
    if (!seen.ring) wrong.push(`no ring: ${seen.html}`);
    if (!seen.inside || seen.covered) wrong.push(`hidden: ${seen.html}`);
    assert.notEqual(seen.html, last, `the focus is trapped at ${last}`);
    last = seen.html + step % 2;
  }
  return wrong;
}

test("the skip link comes first and leads to the text", async () => {
  for (const path of ["en/index.html", "fr/documents/pol-001/index.html", "en/documents/index.html"]) {
    const { page, close } = await go(path);
    await page.keyboard.press("Tab");
    assert.match((await focused(page)).name, /^(Skip to content|Aller au contenu)$/);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.id === "main");
    await close();
  }
});

test("the focus is always to be seen", async () => {
  for (const [path, viewport] of [["en/documents/pol-001/index.html", { width: 1280, height: 700 }], ["en/documents/index.html", { width: 1400, height: 700 }], ["en/documents/pol-001/3.0/changes/index.html", { width: 1280, height: 700 }], ["fr/index.html", { width: 320, height: 640 }], ["fr/responsibilities/index.html", { width: 900, height: 600 }]]) {
    const { page, close } = await go(path, { viewport });
    assert.deepEqual(await unseen(page), [], path);
    await close();
  }
});

test("search: a key to get there, arrows, Enter, Escape", async () => {
  const { page, close } = await go("en/documents/index.html");
  await page.keyboard.press("/");
  assert.equal((await focused(page)).id, "at:q");
  await page.keyboard.type("backup");
  await page.waitForSelector("[id='at:suggestions'] [role=option]");
  assert.equal(await page.getAttribute("[id='at:q']", "aria-expanded"), "true");
  assert.match(await page.locator("[id='at:live']").innerText(), /results? for “backup”/);
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.getAttribute("[id='at:q']", "aria-activedescendant"), "at:suggestion-0");
  assert.equal(await page.getAttribute("[id='at:suggestion-0']", "aria-selected"), "true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("[id='at:suggestions']").count(), 0);
  assert.equal((await focused(page)).id, "at:q", "Escape leaves the focus in the field");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("POL-004");
  await page.waitForSelector("[id='at:suggestions'] [role=option]");
  await page.keyboard.press("ArrowDown");
  await Promise.all([page.waitForURL(/pol-004\/index\.html/), page.keyboard.press("Enter")]);
  await page.keyboard.press("Control+k");
  assert.equal((await focused(page)).id, "at:q");
  await page.keyboard.type("backup");
  await Promise.all([page.waitForURL(/search\/index\.html\?q=backup/), page.keyboard.press("Enter")]);
  await close();
});

test("single keys act only outside fields, can be switched off, and are listed", async () => {
  const { page, close } = await go("en/documents/index.html");
  await page.keyboard.press("?");
  assert.ok(await page.locator(".keys-help").evaluate((node) => node.open && node.contains(document.activeElement)));
  await page.focus("[id='at:q']");
  await page.keyboard.type("a/b?");
  assert.equal(await page.inputValue("[id='at:q']"), "a/b?");
  await page.focus("input[name=keys]");
  await page.keyboard.press("Space");
  await page.reload();
  await page.keyboard.press("/");
  assert.notEqual((await focused(page)).id, "at:q");
  assert.equal(await page.isChecked("input[name=keys]"), false, "the choice lasts");
  await page.keyboard.press("Control+k");
  assert.equal((await focused(page)).id, "at:q", "Ctrl+K always works");
  await close();
});

test("a redline from change to change, and side by side only where there is room", async () => {
  const { page, close } = await go("en/documents/pol-001/3.0/changes/index.html");
  await page.keyboard.press("n");
  const first = await page.locator(".at").innerText();
  await page.keyboard.press("n");
  assert.notEqual(await page.locator(".at").innerText(), "");
  await page.keyboard.press("p");
  assert.equal(await page.locator(".at").innerText(), first);
  assert.equal((await focused(page)).tag, await page.locator(".at").evaluate((node) => node.tagName));
  await page.focus("[data-sides]");
  await page.keyboard.press("Enter");
  assert.equal(await page.getAttribute("[data-sides]", "aria-pressed"), "true");
  assert.ok(await page.locator(".sides").count() > 0);
  const ids = await page.$$eval("[id]", (nodes) => nodes.map((node) => node.id));
  assert.equal(new Set(ids).size, ids.length, "no id twice beside each other");
  assert.equal(await page.locator(".sides > :last-child del:visible").count(), 0);
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".sides").count(), 0);
  await page.setViewportSize({ width: 900, height: 700 });
  assert.equal(await page.locator("[data-sides]").isVisible(), false);
  await close();
});

test("the theme is chosen and kept", async () => {
  const { page, close } = await go("fr/index.html");
  await page.focus("input[name=theme][value=system]");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(await ground(), "rgb(18, 22, 27)");
  await page.reload();
  assert.equal(await ground(), "rgb(18, 22, 27)");
  assert.equal(await page.isChecked("input[name=theme][value=dark]"), true);
  await close();
});

test("the menu and this page’s contents open at 320 px", async () => {
  const { page, close } = await go("fr/documents/pol-001/index.html", { viewport: { width: 320, height: 640 } });
  assert.equal(await page.isVisible(".site-nav"), false);
  await page.focus(".menu summary");
  await page.keyboard.press("Enter");
  assert.equal(await page.isVisible(".site-nav"), true);
  await page.focus(".toc-toggle summary");
  await page.keyboard.press("Enter");
  assert.equal(await page.isVisible("nav.toc"), true);
  await close();
});

test("a matrix wider than its place scrolls by keyboard in a named region", async () => {
  const { page, close } = await go("en/responsibilities/index.html", { viewport: { width: 800, height: 700 } });
  const region = page.locator(".as-table").nth(2);
  assert.ok(await region.getAttribute("aria-label"));
  await region.focus();
  for (let press = 0; press < 5; press++) await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.activeElement.scrollLeft > 0);
  await close();
});

test("a section’s link can be copied", async () => {
  const { page, context, close } = await go("en/documents/pol-001/index.html");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]).catch(() => {});
  const button = page.locator(".copy").first();
  assert.match(await button.getAttribute("aria-label"), /^Copy link to section 1\. Purpose$/);
  await button.focus();
  assert.equal(await button.evaluate((node) => getComputedStyle(node).opacity), "1");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.length > 1);
  assert.equal(await page.locator("h2 .copy").count(), 0, "the heading’s own name is its text");
  await close();
});

test("the contents mark the section being read", async () => {
  const { page, close } = await go("en/documents/pol-001/index.html");
  await page.locator("h2:has-text('9. Personal information')").evaluate((node) => node.scrollIntoView());
  await page.waitForFunction(() => document.querySelector(".toc [aria-current]")?.textContent.startsWith("9."));
  assert.equal(await page.locator(".toc [aria-current]").count(), 1);
  await close();
});

test("a role chosen on the home page stands out in what a document asks of it", async () => {
  const { page, close } = await go("fr/index.html");
  await page.focus("[data-role-picker] select");
  await page.selectOption("[data-role-picker] select", { label: "Chef de la sécurité de l’information" });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/roles\/ciso\//);
  await page.goto(at(site, "fr/documents/pol-001/index.html"));
  const mine = await page.$$eval(".pair.mine a", (links) => links.map((link) => link.textContent));
  assert.ok(mine.length > 0 && mine.every((name) => name === "Chef de la sécurité de l’information"), mine.join());
  await close();
});
