// Every page type with axe, in both themes and languages and at two widths; at 320 px also with WCAG's text spacing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { before, test } from "node:test";
import { NAMED, at, build, corpora, launch, long, many, open, sample } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// Everything but what axe calls experimental; target size is off by default, and WCAG 2.2 asks for it.
const RULES = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
// The themes differ in colours alone: what light has passed is not asked of dark again.
const COLOURS = { resultTypes: ["violations"], runOnly: ["color-contrast", "link-in-text-block"] };
const LOOKS = [1280, 320].flatMap((width) => ["light", "dark"].map((colorScheme) => [width, colorScheme]));
let browser;

before(async () => { browser = await launch(); });

/** All that is wrong with these pages, looked at in every way. */
async function faults(site, paths) {
  const wrong = [];
  // The pages' policy forbids the checker and nothing else: it is set aside for axe alone.
  const { page, close } = await open(browser, at(site, paths[0]), { bypassCSP: true, reducedMotion: "reduce" });
  for (const path of paths) {
    await page.goto(at(site, path));
    await page.evaluate(axe);
    for (const [width, colorScheme] of LOOKS) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const { violations } = await page.evaluate((rules) => window.axe.run(document, rules), colorScheme === "dark" ? COLOURS : RULES);
      for (const { id, nodes } of violations) {
        wrong.push(`${path} ${width} ${colorScheme}: ${id} ${nodes.slice(0, 2).map((node) => node.html.slice(0, 140)).join(" | ")}`);
      }
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (sideways > 0) wrong.push(`${path} ${width}: scrolls sideways by ${sideways} px`);
    }
  }
  await close();
  return wrong;
}

let site;
before(() => { site = build(undefined, ["--links", "file"]); });

test("axe finds nothing on any page type of the example", async () => {
  const paths = sample(site, 1, NAMED).filter((path) => path !== "404.html");
  assert.ok(paths.length > 40, `${paths.length} pages`);
  assert.deepEqual(await faults(site, paths), []);
});

test("axe finds nothing on the pages of lists that are too long for one", async () => {
  const site = build(many(), ["--links", "file"]);
  const paths = ["reviews/", "reviews/page~2/", "documents/page~2/", "documents/everyone~/", "documents/owned~ciso/page~2/", "frameworks/iso-27001-2022/", "frameworks/iso-27001-2022/clause~a-5-1/page~2/", "editions/1/page~2/", "people/bob/"];
  assert.deepEqual(await faults(site, paths.map((path) => `${path}index.html`)), []);
  const matrix = build(long(), ["--links", "file"]);
  const parts = ["en/responsibilities/", "en/responsibilities/index.html?role=dpo#", "fr/responsibilities/page~2/", "en/documents/mtx-1/", "fr/documents/mtx-1/page~3/", "en/roles/ceo/", "en/roles/ceo/page~2/", "fr/people/bob/", "fr/people/bob/page~3/"];
  assert.deepEqual(await faults(matrix, parts.map((path) => (path.endsWith("/") ? `${path}index.html` : path))), []);
});

for (const root of corpora) {
  test(`axe finds nothing on pages made from ${root.split("/").pop()}`, async () => {
    const site = build(root, ["--links", "file"]);
    const paths = sample(site, 1).filter((path) => path !== "404.html");
    assert.deepEqual(await faults(site, paths), []);
  });
}

test("wider text spacing at 320 px loses nothing", async () => {
  const wrong = [];
  const { page, close } = await open(browser, at(site, "en/index.html"), { bypassCSP: true, viewport: { width: 320, height: 800 } });
  for (const path of sample(site, 1).filter((path) => path !== "404.html")) {
    await page.goto(at(site, path));
    await page.addStyleTag({ content: "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }" });
    wrong.push(...await page.evaluate((path) => {
      const cut = [...document.querySelectorAll("main *, header *, footer *")].filter((node) => {
        const style = getComputedStyle(node);
        const hides = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
        return hides && style.clipPath === "none" && node.clientWidth > 1 && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1) && !["INPUT", "SELECT"].includes(node.tagName) && !node.closest("svg");
      });
      const sideways = document.documentElement.scrollWidth > document.documentElement.clientWidth;
      return [...cut.map((node) => `${path} cuts ${node.outerHTML.slice(0, 120)}`), ...(sideways ? [`${path} scrolls sideways`] : [])];
    }, path));
  }
  await close();
  assert.deepEqual(wrong, []);
});

test("forced colours and grey: every state is told by its words and has an edge", async () => {
  const { page, close } = await open(browser, at(site, "en/documents/index.html"));
  await page.emulateMedia({ forcedColors: "active" });
  for (const path of ["en/documents/index.html", "en/documents/pol-002/index.html", "en/documents/mtx-001/index.html", "fr/documents/pol-005/index.html"]) {
    await page.goto(at(site, path));
    const bare = await page.$$eval(".chip, .banner, .letter", (nodes) => nodes.filter((node) => node.offsetParent && (!node.textContent.trim() || getComputedStyle(node).borderTopStyle === "none")).map((node) => node.outerHTML.slice(0, 120)));
    assert.deepEqual(bare, [], path);
    assert.ok(await page.locator(".chip, .letter").count() > 0, path);
  }
  // The accountable letter stays filled, so that it differs from the others without colour.
  await page.goto(at(site, "en/documents/mtx-001/index.html"));
  const fills = await page.$$eval(".as-table .letter", (nodes) => Object.fromEntries(nodes.map((node) => [[...node.classList].find((name) => name.startsWith("is-")), getComputedStyle(node).backgroundColor])));
  assert.notEqual(fills["is-accountable"], fills["is-consulted"]);
  await close();
});
