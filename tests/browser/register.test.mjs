// The register: filters and order in the address, the same in every language, said aloud, sorted as each language sorts.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { at, build, launch, long, many, open, serve } from "./site.mjs";

let browser, site;
before(async () => { browser = await launch(); site = build(undefined, ["--links", "file"]); });

const go = (path, options) => open(browser, at(site, path), options);
const shown = (page) => page.$$eval("tbody tr", (rows) => rows.filter((row) => row.offsetParent).map((row) => row.dataset.id));

test("by default: overdue, due soon, then by reference, and no column claims to sort", async () => {
  const { page, close } = await go("en/documents/index.html");
  const states = await page.$$eval("tbody tr", (rows) => rows.map((row) => [row.querySelector("td:last-child .chip").dataset.state, row.dataset.id]));
  const rank = ([state]) => (state === "overdue" ? 0 : state === "due-soon" ? 1 : 2);
  const sorted = [...states].sort((a, b) => rank(a) - rank(b) || a[1].localeCompare(b[1], "en", { numeric: true }));
  assert.deepEqual(states, sorted);
  assert.equal(await page.locator("[aria-sort]").count(), 0);
  assert.match(await page.locator("[data-count]").innerText(), /^27 documents in force|^27 of 27 documents/);
  await close();
});

test("filters come from the address, go back into it, and the count is live", async () => {
  const { page, close } = await go("en/documents/index.html?kind=policy&status=overdue");
  assert.deepEqual(await shown(page), ["POL-002"]);
  assert.equal(await page.inputValue("select[name=kind]"), "policy");
  assert.equal(await page.locator("[data-count]").innerText(), "1 of 27 documents");
  assert.equal(await page.getAttribute("[data-count]", "role"), "status");
  await page.selectOption("select[name=status]", "");
  await page.selectOption("select[name=owner]", "ciso");
  assert.match(page.url(), /\?kind=policy&owner=ciso$/);
  assert.ok((await shown(page)).every((id) => id.startsWith("POL-")));
  await page.click("button[type=reset]");
  await page.waitForFunction(() => !location.search);
  assert.equal((await shown(page)).length, 27);
  await page.goto(at(site, "en/documents/index.html?kind=charter&status=overdue"));
  assert.match(await page.locator("[data-empty]").innerText(), /Clear the filters/);
  await close();
});

test("a column sorts up and down by keyboard, says so, and keeps its order in the address", async () => {
  const { page, close } = await go("fr/documents/index.html");
  await page.focus("th[data-key=title] button");
  await page.keyboard.press("Enter");
  assert.equal(await page.getAttribute("th[data-key=title]", "aria-sort"), "ascending");
  assert.match(await page.locator("[id='at:live']").innerText(), /Titre/);
  const titles = () => page.$$eval("tbody th", (cells) => cells.map((cell) => cell.textContent.trim()));
  const up = await titles();
  assert.deepEqual(up, [...up].sort(new Intl.Collator("fr", { numeric: true }).compare));
  await page.keyboard.press("Enter");
  assert.equal(await page.getAttribute("th[data-key=title]", "aria-sort"), "descending");
  assert.deepEqual(await titles(), [...up].reverse());
  assert.match(page.url(), /sort=-title$/);
  await page.reload();
  assert.equal(await page.getAttribute("th[data-key=title]", "aria-sort"), "descending");
  await page.goto(at(site, "fr/documents/index.html?sort=due"));
  const due = await page.$$eval("tbody tr", (rows) => rows.map((row) => row.children[6].querySelector("time")?.dateTime ?? ""));
  assert.deepEqual(due, [...due].sort());
  await close();
});

test("the language link keeps the page and its filters", async () => {
  const { page, close } = await go("en/documents/index.html?kind=policy&owner=ciso&sort=-title");
  const before = await shown(page);
  await Promise.all([page.waitForURL(/fr\/documents\/index\.html\?kind=policy&owner=ciso&sort=-title$/), page.click(".langs a[hreflang=fr]")]);
  assert.deepEqual((await shown(page)).sort(), before.sort());
  await page.goto(at(site, "fr/documents/pol-001/index.html"));
  await Promise.all([page.waitForURL(/en\/documents\/pol-001\/index\.html$/), page.click(".langs a[hreflang=en]")]);
  await close();
});

test("at 320 px each row is a block whose values carry their labels", async () => {
  const { page, close } = await go("fr/documents/index.html", { viewport: { width: 320, height: 640 } });
  const row = page.locator("tbody tr").first();
  assert.equal(await row.evaluate((node) => getComputedStyle(node).display), "flex");
  assert.equal(await row.locator("td[data-label]").nth(2).evaluate((node) => getComputedStyle(node, "::before").content), "\"Responsable\"");
  await close();
});

test("titles of the page as built are in the order of the language, é with e", async () => {
  for (const lang of ["en", "fr"]) {
    const { page, close } = await go(`${lang}/roles/index.html`, { javaScriptEnabled: false });
    const titles = await page.$$eval("tbody th a", (links) => links.map((link) => link.textContent));
    assert.deepEqual(titles, [...titles].sort(new Intl.Collator(lang).compare));
    await close();
  }
});

test("the responsibilities can be read for one role, from the address too", async () => {
  const { page, close } = await go("en/responsibilities/index.html");
  const all = await page.locator(".raci tbody tr:visible").count();
  const value = await page.locator("select[name=role] option").nth(2).getAttribute("value");
  await page.selectOption("select[name=role]", value);
  const some = await page.locator(".raci tbody tr:visible").count();
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  await page.reload();
  assert.equal(await page.locator(".raci tbody tr:visible").count(), some);
  await close();
});

test("a long register has pages, and its filters look through all of them, from a folder too", async () => {
  const long = build(many(), ["--links", "file"]);
  const { page, close } = await open(browser, at(long, "documents/index.html"));
  assert.equal((await shown(page)).length, 250);
  assert.equal(await page.locator("[data-rest]").isVisible(), false);
  await page.selectOption("select[name=kind]", "standard");
  await page.waitForFunction(() => document.querySelector("[data-count]").textContent === "300 of 600 documents");
  // Of what fits a page's worth is shown, and a button has the rest.
  assert.equal(new Set(await shown(page)).size, 250);
  assert.equal(await page.locator("[data-rest]").isVisible(), true);
  await page.selectOption("select[name=kind]", "");
  assert.equal((await shown(page)).length, 250);
  await page.click("[data-rest] button");
  assert.equal(new Set(await shown(page)).size, 600);
  await page.goto(at(long, "documents/index.html?kind=policy&sort=-id"));
  await page.waitForFunction(() => document.querySelector("[data-count]").textContent === "300 of 600 documents");
  assert.equal((await shown(page))[0], "D-1598");
  await page.goto(at(long, "documents/page~2/index.html"));
  assert.equal((await shown(page)).length, 250);
  await page.goto(at(long, "documents/page~3/index.html"));
  assert.equal((await shown(page)).length, 100);
  assert.equal(await page.locator("form.filters, [data-rest]").count(), 0);
  await page.click(".leaves a");
  assert.match(page.url(), /documents\/index\.html$/);
  await close();
});

test("what does not fit on a page is one click away, without scripts too", async () => {
  const long = build(many());
  const served = await serve(long);
  const { page, close } = await open(browser, `${served.url}reviews/`, { javaScriptEnabled: false });
  const titles = () => page.locator("main section li a", { hasText: /^(D-\d+ )?Text \d+$/ }).allInnerTexts();
  // The clicks of a reader who goes to the end of a list.
  async function follow(link) {
    const all = await titles();
    for (let next = link; await next.count(); next = page.locator("main a", { hasText: "more on page" }).or(page.locator("main a", { hasText: "more from page" }))) {
      await next.first().click();
      assert.equal(await page.locator(":target").count(), 1, page.url());
      all.push(...(await titles()));
    }
    return all;
  }
  const due = await follow(page.getByRole("navigation", { name: "Review calendar" }).getByRole("link", { name: "January 2027" }));
  assert.equal(new Set(due).size, 600);
  await page.goto(`${served.url}frameworks/iso-27001-2022/`);
  assert.equal(await page.locator("#c-a-5-1 a").count(), 21);
  const answers = await follow(page.locator("#c-a-5-1 a").last());
  assert.equal(new Set(answers).size, 600);
  await page.goto(`${served.url}people/bob/`);
  await page.getByRole("link", { name: "All 600 documents that concern everyone" }).click();
  const listed = [];
  for (const n of ["2", "3", null]) {
    listed.push(...(await page.locator("main li .ref").allInnerTexts()));
    if (n) await page.locator(".leaves").getByRole("link", { name: n, exact: true }).click();
  }
  assert.deepEqual([listed.length, new Set(listed).size], [600, 600]);
  await close();
});

test("a long matrix has pages, its filters look through all of them, and a link leads to the activity", async () => {
  const site = build(long(), ["--links", "file"]);
  const { page, close } = await open(browser, at(site, "fr/responsibilities/index.html"));
  const count = page.locator("[data-count]"), found = page.locator("[data-found] > li");
  assert.equal(await page.locator(".raci tbody tr:visible").count(), 250);
  assert.equal(await page.locator("[data-rest]").isVisible(), false);
  await page.selectOption("select[name=role]", { label: "Rôle dpo" });
  await page.waitForFunction(() => document.querySelector("[data-count]").textContent === "62 activités sur 620");
  assert.equal(await found.count(), 62);
  assert.match(await found.first().innerText(), /^Vérifier keys 1000\s+C\s+Consulté$/);
  assert.equal(await page.locator(".raci:visible, .leaves:visible").count(), 0);
  await page.fill("input[name=activity]", "VERIFIER doors");
  assert.equal(await count.innerText(), "10 activités sur 620");
  await page.reload();
  await page.waitForFunction(() => document.querySelector("[data-count]").textContent === "10 activités sur 620");
  await Promise.all([page.waitForURL(/fr\/responsibilities\/page~3\/index\.html#/), found.nth(3).locator("a").click()]);
  assert.match(await page.locator("tr:target").innerText(), /^Vérifier doors 1030/);
  await page.goto(at(site, "en/responsibilities/index.html?role=ceo"));
  await page.waitForFunction(() => document.querySelector("[data-count]").textContent === "620 of 620 activities");
  assert.equal(await found.count(), 250);
  await page.click("[data-rest] button");
  assert.equal(await found.count(), 620);
  await page.selectOption("select[name=role]", "");
  assert.equal(await page.locator(".raci tbody tr:visible").count(), 250);
  assert.equal(await count.isVisible(), false);
  // An address from before there were pages, or from before they moved.
  for (const [old, now] of [["en/documents/mtx-1/", /documents\/mtx-1\/page~3\/index\.html#at:/], ["fr/responsibilities/", /responsibilities\/page~3\/index\.html#at:/], ["en/documents/mtx-1/page~2/", /documents\/mtx-1\/page~3\/index\.html#at:/]]) {
    await Promise.all([page.waitForURL(now), page.goto(`${at(site, `${old}index.html`)}#at:mtx-1-verifier-doors-1030`)]);
    await page.waitForSelector("tr:target");
  }
  // Search finds an activity on the page that has it, and marks its words there.
  await page.goto(`${at(site, "en/search/index.html")}?q=doors%201030`);
  const hit = page.locator(".results a", { hasText: "page 3 of 3" });
  await hit.waitFor();
  await Promise.all([page.waitForURL(/documents\/mtx-1\/page~3\/index\.html\?find=/), hit.click()]);
  await page.waitForSelector("main mark");
  await page.waitForFunction(() => { const box = [...document.querySelectorAll(".raci tbody tr")].find((row) => row.textContent.includes("doors 1030")).getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight; });
  await close();
  // Without scripts the index and the duties of a role lead there; on a phone an activity is a block.
  const phone = await open(browser, at(site, "en/roles/dpo/index.html"), { javaScriptEnabled: false, viewport: { width: 360, height: 640 } });
  await phone.page.getByRole("link", { name: "Vérifier doors 1030" }).click();
  assert.match(phone.page.url(), /documents\/mtx-1\/page~3\/index\.html#at:/);
  await phone.page.goto(at(site, "en/documents/mtx-1/index.html"));
  await phone.page.click(".index summary");
  await phone.page.locator(".index a").nth(1).click();
  assert.match(phone.page.url(), /documents\/mtx-1\/page~2\/index\.html$/);
  assert.equal(await phone.page.locator(".as-blocks > li:visible").count(), 250);
  await phone.close();
  const block = await open(browser, at(site, "en/roles/dpo/index.html"), { viewport: { width: 360, height: 640 } });
  await block.page.getByRole("link", { name: "Vérifier doors 1030" }).click();
  await block.page.waitForFunction(() => { const box = [...document.querySelectorAll(".as-blocks > li")].find((item) => item.textContent.includes("doors 1030")).getBoundingClientRect(); return box.top >= -1 && box.top < innerHeight; });
  await block.close();
});
