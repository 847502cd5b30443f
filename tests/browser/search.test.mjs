// Search as readers use it: with and without accents, by number and reference, to the section, and when nothing is found.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { at, build, launch, many, open } from "./site.mjs";

let browser, site;
before(async () => { browser = await launch(); site = build(undefined, ["--links", "file"]); });

/** The titles found for a query on a language's results page, best first. */
async function found(page, lang, query) {
  await page.goto(at(site, `${lang}/search/index.html?q=${encodeURIComponent(query)}`));
  await page.waitForFunction(() => document.querySelector("[data-search-count]").textContent && !document.querySelector("[data-search-count]").textContent.endsWith("…"));
  return page.$$eval(".results .title", (titles) => titles.map((title) => title.textContent.trim()));
}

test("what was looked for comes first", async () => {
  const { page, troubles, close } = await open(browser, at(site, "en/search/index.html"));
  for (const [lang, query, expected] of [
    ["fr", "POL-001", /^POL-001/], ["fr", "pol 001", /^POL-001/], ["en", "POL-004", /^POL-004/], ["en", "pol-00", /^POL-00/],
    ["fr", "politique de sécurité de l’information", /^POL-001/], ["fr", "politique de securite de l'information", /^POL-001/],
    ["fr", "l'accès", /accès/i], ["fr", "d’accès", /accès/i], ["fr", "contrôle des accès", /^POL-003/], ["fr", "controle acces", /^POL-003/],
    ["en", "incident", /ncident/], ["en", "Jean Gagnon", /Jean Gagnon/], ["fr", "Ève Morin", /Ève Morin/], ["fr", "eve morin", /Ève Morin/],
    ["en", "gloss", /Glossary/], ["en", "pol001", /^POL-001/],
  ]) {
    const titles = await found(page, lang, query);
    assert.match(titles[0] ?? "nothing", expected, `${lang}: ${query}: ${titles.slice(0, 3).join(" | ")}`);
  }
  assert.deepEqual(troubles, []);
  await close();
});

test("with and without accents, apostrophes and case the same is found", async () => {
  const { page, close } = await open(browser, at(site, "fr/search/index.html"));
  for (const [one, other] of [["sécurité", "SECURITE"], ["l’accès", "acces"], ["œuvre", "oeuvre"], ["d'incident", "incident"], ["révision", "revision"]]) {
    assert.deepEqual(await found(page, "fr", one), await found(page, "fr", other), `${one} = ${other}`);
  }
  await close();
});

test("numbers of standards and clauses are words", async () => {
  const { page, close } = await open(browser, at(site, "en/search/index.html"));
  assert.ok((await found(page, "en", "27001")).length > 0, "27001");
  const clause = await found(page, "en", "5.1.c");
  assert.ok(clause.some((title) => title.startsWith("CHA-001")) && clause.includes("The means follow the promises"), `5.1.c: ${clause.join(" | ")}`);
  await close();
});

test("sections are results of their own, and the words are marked on the page until Escape", async () => {
  const { page, close } = await open(browser, at(site, "en/search/index.html"));
  await found(page, "en", "personal information");
  const section = page.locator(".results p:not(.title) a[href*='#']").first();
  await section.waitFor();
  assert.ok(await page.locator(".results mark").count() > 0);
  await Promise.all([page.waitForURL(/find=.*#/), section.click()]);
  await page.waitForSelector("main mark");
  assert.match((await page.locator("main mark").first().innerText()).toLowerCase(), /personal|information/);
  assert.match(await page.locator(".found").innerText(), /Esc/);
  const before = (await page.locator("main .prose").first().evaluate((node) => node.textContent)).length;
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("main mark").count(), 0);
  assert.equal((await page.locator("main .prose").first().evaluate((node) => node.textContent)).length, before, "no letter is lost");
  assert.doesNotMatch(page.url(), /find=/);
  await close();
});

test("a status other than in force is shown, superseded and retired texts are not found", async () => {
  const { page, close } = await open(browser, at(site, "en/search/index.html"));
  await found(page, "en", "acceptable use");
  assert.match(await page.locator(".results li").first().innerText(), /overdue/i);
  assert.deepEqual((await found(page, "en", "mobile devices removable media")).filter((title) => title.startsWith("POL-005")), []);
  assert.equal((await found(page, "en", "POL-001")).filter((title) => title.startsWith("POL-001")).length, 1, "the version in force alone");
  await close();
});

test("the count is announced, the address follows, and nothing found gives advice", async () => {
  const { page, close } = await open(browser, at(site, "fr/search/index.html"));
  assert.equal(await page.getAttribute("[data-search-count]", "role"), "status");
  await found(page, "fr", "sauvegarde");
  assert.match(await page.locator("[data-search-count]").innerText(), /^\d+ résultats? pour «\u00a0sauvegarde\u00a0»$/);
  await page.fill("[id='at:query']", "zzzxqy");
  await page.waitForFunction(() => location.search.includes("zzzxqy"));
  await page.waitForFunction(() => document.querySelector("[data-search-count]").textContent.includes("Aucun"));
  assert.match(await page.locator("[data-search-count]").innerText(), /Aucun résultat\. Essayez une référence, un rôle ou moins de mots\./);
  assert.ok(await page.locator("[id='at:suggest'] + ul a").count() >= 2, "the register and the roles are offered");
  await close();
});

test("in a long handbook a search loads what it shows, and no more", async () => {
  const long = build(many(), ["--links", "file"]);
  const { page, troubles, close } = await open(browser, at(long, "search/index.html"));
  const search = async (query, results) => {
    await page.goto(at(long, `search/index.html?q=${query}`));
    await page.waitForFunction((n) => document.querySelectorAll(".results .title").length === n, results);
    const loaded = await page.evaluate(() => [...document.querySelectorAll("head script")].map((script) => script.src.split("/").pop()));
    return loaded.filter((name) => /^(start|[wrt]-)/.test(name));
  };
  // Any number of hits: ten are shown, with the rows and first words of these alone.
  const common = await search("short", 10);
  assert.match(await page.locator("[data-search-count]").innerText(), /^600 /);
  assert.deepEqual(common, ["start.js", "w-s.js", "r-0.js", "t-0.js"]);
  await page.getByRole("button", { name: /more/i }).click();
  await page.waitForFunction(() => document.querySelectorAll(".results .title").length === 20);
  // Two letters find what begins with them, by the file of their letters alone; a word adds its own.
  assert.deepEqual((await search("d-", 10)).filter((name) => name.startsWith("w-")).length, 1);
  const one = await search("D-1599 the short", 1);
  assert.deepEqual(one.filter((name) => /^[rt]-/.test(name)), ["r-9.js", "t-37.js"]);
  assert.match(await page.locator(".results .title").innerText(), /^D-1599/);
  await page.goto(at(long, "index.html"));
  await page.fill("form[data-search] input >> visible=true", "D1598");
  await page.waitForSelector("[role=option]");
  assert.match(await page.locator("[role=option]").first().innerText(), /^D-1598/);
  assert.deepEqual(troubles, []);
  await close();
});
