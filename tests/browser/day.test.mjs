// The reader's day: a page built long ago says what is overdue now, everywhere a state stands, and never better than its build.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { at, build, launch, many } from "./site.mjs";

let browser, site;
before(async () => { browser = await launch(); site = build(undefined, ["--links", "file"]); });

/** Opens a page on a day of the reader's calendar. */
async function on(day, path, then, of = site) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: "America/Montreal" });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(`${day}T12:00:00-05:00`));
  await page.goto(at(of, path));
  const result = await then(page);
  await context.close();
  return result;
}
const text = (selector) => (page) => page.locator(selector).first().innerText();

test("a document's banner and chip follow the due day", async () => {
  const path = "en/documents/std-001/index.html"; // due on 9 February 2027
  assert.match(await on("2026-11-24", path, text(".control")), /Review up to date/);
  assert.equal(await on("2026-11-24", path, (page) => page.locator("[data-review-banner] .banner").count()), 0);
  assert.match(await on("2027-01-20", path, text("[data-review-banner]")), /Review due by 9 February 2027 \(in 20 days\)/);
  assert.match(await on("2027-02-09", path, text("[data-review-banner]")), /Review due today, 9 February 2027/);
  assert.match(await on("2027-02-10", path, text("[data-review-banner]")), /Review overdue by 1 day\. Still in force\./);
  assert.match(await on("2027-02-10", path, text(".control")), /Review overdue/);
  assert.match(await on("2027-02-11", path.replace("en/", "fr/"), text("[data-review-banner]")), /en retard de 2 jours/);
  assert.match(await on("2027-02-10", path, text(".control .as-of")), /review states as at 10 February 2027/);
  assert.match(await on("2027-02-10", path, text(".strip")), /Built 78 days ago/);
});

test("the register's rows, filter and count follow", async () => {
  const path = "en/documents/index.html";
  const states = (page) => page.$$eval("tbody tr", (rows) => Object.fromEntries(rows.map((row) => [row.dataset.id, row.querySelector("td:last-child .chip").innerText])));
  const now = await on("2026-11-24", path, states), later = await on("2027-02-10", path, states);
  assert.match(now["STD-001"], /Approved/);
  assert.match(later["STD-001"], /overdue/);
  const filtered = await on("2027-02-10", `${path}?status=overdue`, async (page) => [await page.locator("[data-count]").innerText(), await page.$$eval("tbody tr", (rows) => rows.filter((row) => row.offsetParent).map((row) => row.dataset.id))]);
  assert.ok(filtered[1].includes("STD-001") && filtered[1].includes("POL-002"));
  assert.match(filtered[0], new RegExp(`^${filtered[1].length} of 27 documents`));
  assert.equal(await on("2027-02-10", path, (page) => page.locator("tbody tr").first().getAttribute("data-id")), filtered[1][0], "overdue stands first");
});

test("the home figures, lists, person pages and calendar follow", async () => {
  const figure = (key) => async (page) => [await page.locator(`[data-figure=${key}] .num`).innerText(), await page.locator(`[data-figure=${key}] .words`).innerText()];
  const before = Number((await on("2026-11-24", "en/index.html", figure("overdue")))[0]);
  const [after, words] = await on("2027-02-10", "en/index.html", figure("overdue"));
  assert.ok(Number(after) > before, `${before} → ${after}`);
  assert.equal(words, "reviews overdue");
  const shown = await on("2027-02-10", "en/documents/index.html?status=overdue", (page) => page.locator("tbody tr:not([hidden])").count());
  assert.equal(Number(after), shown, "the figure is what the register shows");
  assert.match(await on("2027-02-10", "en/roles/it-manager/index.html", text("[id='at:owned'] + ul li:has-text('STD-001')")), /overdue/);
  assert.match(await on("2027-02-10", "fr/reviews/index.html", text("main li:has-text('STD-001')")), /en retard/);
  assert.match(await on("2027-02-10", "en/people/karim-benali/index.html", text("[id='at:needs'] + ul li:has-text('STD-001')")), /overdue/);
});

test("the calendar says how much has become late since, on every page of a long one, and agrees with the auditor's figure", async () => {
  const late = text("[data-ahead]"), path = "reviews/index.html";
  const many_ = build(many(), ["--links", "file"]); // all 600 are due on 10 January 2027, and a management review with them
  const figure = (page) => page.locator("[data-figure=overdue] .num").innerText();
  const counts = (page) => page.$$eval("[data-late]", (nodes) => nodes.map((node) => node.textContent));
  assert.deepEqual(await on("2026-11-24", path, counts, many_), ["0", "0"]);
  assert.match(await on("2027-01-10", path, late, many_), /^Overdue 0\s+Nothing is overdue\.$/);
  assert.deepEqual(await on("2027-01-11", path, counts, many_), ["601", "601"]);
  assert.equal(await on("2027-01-11", "audit/index.html", figure, many_), "600");
  assert.match(await on("2027-01-11", path, late, many_), /^Overdue 601\s+601 more since 24 November 2026: they stand under their months\.$/);
  const chips = (page) => page.$$eval("main li .chip", (nodes) => nodes.filter((node) => ["overdue", "lapsed"].includes(node.dataset.state)).length);
  for (const [page, own] of [[path, 250], ["reviews/page~3/index.html", 101]]) assert.equal(await on("2027-01-11", page, chips, many_), own);
  // A short calendar counts the entries of its list, and says so of the others.
  const listed = (page) => page.$$eval("[data-ahead] li", (nodes) => nodes.length);
  const before = await on("2026-11-24", "fr/reviews/index.html", listed);
  const all = await on("2027-02-10", "fr/reviews/index.html", (page) => page.$$eval("main .dated .chip", (nodes) => nodes.filter((node) => /overdue|lapsed|expired|stale/.test(node.dataset.state)).length));
  assert.ok(all > before);
  assert.match(await on("2027-02-10", "fr/reviews/index.html", late), new RegExp(`^En retard\\s+${all - before} de plus depuis le 24 novembre 2026, sous leurs mois\\.`));
});

test("what leadership promised and decided ages on the home page, the scoreboard and the auditor's view", async () => {
  const figures = (page) => page.$$eval("[data-figure]", (nodes) => Object.fromEntries(nodes.map((node) => [node.dataset.figure, [Number(node.querySelector(".num").innerText), node.querySelector(".words").innerText]])));
  for (const path of ["en/index.html", "en/audit/index.html"]) {
    const [now, later] = [await on("2026-11-24", path, figures), await on("2027-01-28", path, figures)];
    assert.deepEqual(now.commitments, [5, "of 8 commitments kept"], path);
    assert.ok(later.commitments[0] < 5, `${path}: ${later.commitments}`);
    assert.equal(later.commitments[1], "of 8 commitments kept");
    assert.ok(later.decisions[0] > now.decisions[0] && later.overdue[0] > now.overdue[0], path);
  }
  const kept = text("[data-kept]");
  assert.match(await on("2026-11-24", "fr/leadership/index.html", kept), /^5 engagements sur 8 sont tenus\s+Non tenus\u00a0: 1 en paroles seulement, 1 jamais tenu et 1 échu$/);
  const [count] = await on("2027-01-28", "en/index.html", async (page) => [await page.locator("[data-figure=commitments] .num").innerText()]);
  assert.match(await on("2027-01-28", "fr/leadership/index.html", kept), new RegExp(`^${count} engagements? sur 8 .*\\s+Non tenus\u00a0: 1 en paroles seulement, 1 jamais tenu, \\d échus`), "what was never done stays so");
  assert.match(await on("2027-01-28", "en/leadership/index.html", text("tbody tr:has-text('5.1 a)')")), /Lapsed/);
});

test("an exception that ended between the build and the reading is not in force", async () => {
  const path = "en/exceptions/index.html"; // EXC-004 ends on 31 December 2026
  const chip = text("[id='EXC-004'] .chip[data-clock]"), count = text("[data-exceptions]");
  assert.match(await on("2026-11-24", path, count), /^3 exceptions in force, 1 of them for management$/);
  assert.match(await on("2026-12-31", path, chip), /Ends soon/);
  assert.match(await on("2027-01-01", path, chip), /Expired/);
  assert.match(await on("2027-01-01", path, count), /^2 exceptions in force/);
  assert.match(await on("2027-01-01", "fr/documents/std-004/index.html", text("main li:has-text('EXC-004')")), /Échue/);
});

test("moved back, nothing improves", async () => {
  assert.match(await on("2025-12-01", "en/documents/pol-002/index.html", text("main")), /overdue/i);
  const [overdue] = await on("2025-12-01", "en/index.html", async (page) => [await page.locator("[data-figure=overdue] .num").innerText()]);
  assert.equal(overdue, await on("2026-11-24", "en/index.html", text("[data-figure=overdue] .num")));
  const chips = (page) => page.$$eval(".chip", (nodes) => nodes.map((node) => node.textContent));
  assert.deepEqual(await on("2020-01-01", "en/documents/index.html", chips), await on("2026-11-24", "en/documents/index.html", chips));
});

test("a clock near midnight counts the reader's own day", async () => {
  const context = await browser.newContext({ timezoneId: "Pacific/Kiritimati" });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date("2027-02-09T11:00:00Z")); // already the tenth there
  await page.goto(at(site, "en/documents/std-001/index.html"));
  assert.match(await page.locator("[data-review-banner]").innerText(), /overdue by 1 day/);
  await context.close();
});
