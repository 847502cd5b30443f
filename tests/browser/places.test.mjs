// Wherever the site lies: a folder, a sub-path, behind the strictest policies, without scripts, and light.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { NAMED, at, build, corpora, files, launch, open, sample, serve } from "./site.mjs";

let browser, folder, pretty;
before(async () => { browser = await launch(); folder = build(undefined, ["--links", "file"]); pretty = build(); });

/** The headers that the site asks its server to send. */
const policies = () => Object.fromEntries(readFileSync(join(pretty, "_headers"), "utf8").split("\n").slice(1).filter(Boolean).map((line) => line.trim().split(/: (.*)/).slice(0, 2)));
const pages = (site) => sample(site, 1, NAMED).filter((path) => path !== "404.html" && path !== "index.html");

test("from a folder no page complains or asks for anything outside", async () => {
  for (const [site, paths] of [[folder, pages(folder)], ...corpora.map((root) => { const site = build(root, ["--links", "file"]); return [site, sample(site, 2).filter((path) => path !== "404.html")]; })]) {
    const { page, troubles, close } = await open(browser, at(site, paths[0]));
    for (const path of paths) {
      await page.goto(at(site, path));
      assert.deepEqual(troubles, [], path);
    }
    await close();
  }
});

for (const [name, headers] of [["the site’s own", policies], ["default-src 'self'", () => ({ "content-security-policy": "default-src 'self'" })]]) {
  test(`under a sub-path and the policy: ${name}`, async () => {
    const server = await serve(pretty, "/isms/handbook/", headers());
    const { page, troubles, close } = await open(browser, server.url);
    for (const path of pages(pretty)) {
      await page.goto(server.url + path.replace(/index\.html$/, ""));
      assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("header")).backgroundColor), "rgb(18, 48, 79)", "the stylesheet is there");
      assert.deepEqual(troubles, [], path);
    }
    await page.goto(`${server.url}fr/search/?q=POL-001`);
    await page.waitForFunction(() => document.querySelector(".results .title")?.textContent.includes("POL-001"));
    await page.fill("[id='at:query']", "sauvegarde");
    await page.waitForFunction(() => document.querySelector(".results .title")?.textContent.includes("sauvegarde"));
    await page.locator(".results .title a").first().click();
    await page.waitForSelector("main mark");
    assert.deepEqual(troubles, []);
    await close();
    await server.close();
  });
}

test("`/` goes on to the reader’s language, and stays a page of links without scripts", async () => {
  for (const [options, expected] of [[{ locale: "fr-CA" }, /\/fr\/index\.html$/], [{ locale: "en-GB" }, /\/en\/index\.html$/], [{ locale: "de-DE" }, /site\/index\.html$/], [{ locale: "fr-CA", javaScriptEnabled: false }, /site\/index\.html$/]]) {
    const { page, close } = await open(browser, at(folder, "index.html"), options);
    await page.waitForTimeout(200);
    assert.match(page.url(), expected);
    await close();
  }
  const { page, close } = await open(browser, at(folder, "fr/index.html"), { locale: "fr-CA" });
  await page.click(".langs a[hreflang=en]");
  await page.waitForURL(/en\/index/);
  await page.goto(at(folder, "index.html"));
  await page.waitForURL(/en\/index/, { timeout: 3000 });
  await close();
});

test("a page that is not there: in the language of its address, its words ready to be searched", async () => {
  const server = await serve(pretty, "/isms/");
  const { page, close } = await open(browser, `${server.url}fr/documents/politique-de-sauvegarde/`);
  assert.equal(await page.locator("h1").innerText(), "Page introuvable");
  assert.equal(await page.locator("main input[type=search]:visible").inputValue(), "politique de sauvegarde");
  assert.equal(await page.getAttribute("html", "lang"), "fr");
  await page.goto(`${server.url}nowhere/`);
  assert.equal(await page.locator("main [lang]:visible").count(), 2, "both languages");
  assert.equal(await page.locator("h1").count(), 1);
  await page.goto(`${server.url}en/x/`, { waitUntil: "load" });
  await Promise.all([page.waitForURL(/\/isms\/en\/search\/\?q=x/), page.locator("main form:visible button").click()]);
  await close();
  await server.close();
});

test("without scripts everything is there to read", async () => {
  const without = { javaScriptEnabled: false };
  const { page, close } = await open(browser, at(folder, "en/index.html"), without);
  for (const path of pages(folder)) {
    await page.goto(at(folder, path));
    assert.ok(await page.isVisible("main h1"), path);
    assert.ok(await page.isVisible(".site-nav a"), `${path}: the menu`);
    assert.equal(await page.locator(".js:visible").count(), 0, `${path}: shows what needs scripts`);
  }
  await page.goto(at(folder, "en/documents/index.html"));
  assert.equal(await page.locator("tbody tr:visible").count(), 27);
  await page.goto(at(folder, "fr/documents/pol-002/index.html"));
  assert.match(await page.innerText("main"), /en retard/);
  assert.match(await page.innerText(".control"), /en date du 24 novembre 2026/);
  await page.goto(at(folder, "en/search/index.html"));
  assert.match(await page.innerText("main"), /register/i);
  assert.ok(await page.isVisible(".nojs"));
  await page.goto(at(folder, "en/index.html"));
  assert.ok(await page.locator("[data-roles] a:visible").count() > 5, "the roles as links");
  await close();
  const phone = await open(browser, at(folder, "fr/documents/pol-001/index.html"), { ...without, viewport: { width: 320, height: 640 } });
  await phone.page.click(".menu summary");
  assert.ok(await phone.page.isVisible(".site-nav a"));
  await phone.close();
});

test("a document page stays within its weight and its four requests", async () => {
  const weigh = (path) => gzipSync(readFileSync(join(pretty, path)), { level: 9 }).length;
  assert.ok(weigh("assets/css/site.css") <= 10 * 1024, `CSS ${weigh("assets/css/site.css")}`);
  for (const lang of ["en", "fr"]) assert.ok(weigh(`assets/js/site.${lang}.js`) + weigh("assets/js/theme.js") <= 8 * 1024, `JS ${weigh(`assets/js/site.${lang}.js`)}`);
  for (const path of files(pretty).filter((path) => /documents\/[^/]+\/index\.html$/.test(path))) {
    const words = readFileSync(join(pretty, path), "utf8").replace(/<[^>]*>/g, " ").split(/\s+/).length;
    const allowed = 12 * 1024 * Math.max(1, words / 2000);
    assert.ok(weigh(path) <= allowed, `${path}: ${weigh(path)} bytes for ${words} words`);
  }
  for (const lang of ["en", "fr"]) {
    const index = files(pretty, ".js").filter((path) => path.startsWith(`assets/search/${lang}/`)).reduce((sum, path) => sum + weigh(path), 0);
    assert.ok(index <= 60 * 1024, `search index ${lang}: ${index}`);
  }
  const server = await serve(pretty, "/isms/");
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked = [];
  // The icon is the browser’s own wish, and pictures are the content’s.
  page.on("request", (request) => request.resourceType() === "image" || request.url().endsWith("favicon.svg") || asked.push(request.url()));
  await page.goto(`${server.url}en/documents/pol-001/`, { waitUntil: "networkidle" });
  assert.ok(asked.length <= 4, asked.join("\n"));
  await context.close();
  await server.close();
});

test("nothing moves once it is seen, also where the reader’s day changes what a page says", async () => {
  const server = await serve(pretty, "/isms/");
  for (const width of [1280, 320]) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    await page.clock.setFixedTime(new Date("2027-02-10T12:00:00Z"));
    for (const path of ["en/", "fr/documents/", "en/documents/std-001/", "fr/documents/pol-001/", "en/exceptions/", "fr/leadership/"]) {
      await page.goto(server.url + path, { waitUntil: "networkidle" });
      assert.ok(await page.isVisible(".strip"), "the strip of an old build stands");
      const shift = await page.evaluate(() => new Promise((done) => { let sum = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; })).observe({ type: "layout-shift", buffered: true }); requestAnimationFrame(() => requestAnimationFrame(() => done(sum))); }));
      assert.equal(shift, 0, `${path} at ${width} px`);
    }
    await context.close();
  }
  await server.close();
});
