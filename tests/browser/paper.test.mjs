// Print, read back: what an auditor or a manager holds says which text it is, as of when, and that it is not controlled.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { before, test } from "node:test";
import { NAMED, at, build, launch, sample, scratch } from "./site.mjs";

let browser, site, folder;
before(async () => { browser = await launch(); site = build(undefined, ["--links", "file"]); folder = scratch(); });

/** The sheets of a page on paper, as text. */
async function sheets(path, options = { format: "A4" }, colorScheme = "light") {
  const context = await browser.newContext({ colorScheme });
  const page = await context.newPage();
  await page.goto(at(site, path));
  const file = join(folder, "paper.pdf");
  await page.pdf({ path: file, ...options });
  await context.close();
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  return text.split("\f").slice(0, -1).map((sheet) => sheet.replaceAll("\u00a0", " "));
}

test("a document has id, version, status and day on its first sheet, and its name and the note on every sheet", async () => {
  for (const [path, format] of [["en/documents/pol-001/index.html", "A4"], ["en/documents/pol-001/index.html", "Letter"], ["fr/documents/pol-001/index.html", "A4"]]) {
    const pages = await sheets(path, { format });
    const french = path.startsWith("fr");
    assert.ok(pages.length > 2, `${pages.length} sheets`);
    for (const words of french ? ["POL-001", "Version", "3.0", "Approuvé, en vigueur", "24 novembre 2026"] : ["POL-001", "Version", "3.0", "Approved, in force", "24 November 2026", "Signed and verified"]) {
      assert.ok(pages[0].includes(words), `${words} is not on the first sheet`);
    }
    for (const [at, sheet] of pages.entries()) {
      assert.match(sheet, /POL-001 · Version 3\.0/, `sheet ${at + 1}`);
      assert.match(sheet, french ? /non contrôlée/ : /[Uu]ncontrolled/, `sheet ${at + 1}`);
      assert.match(sheet, french ? /24 novembre 2026/ : /24 November 2026/, `sheet ${at + 1}`);
      assert.match(sheet, new RegExp(`${at + 1} / ${pages.length}`), `sheet ${at + 1}`);
    }
  }
});

test("every page type prints the note and the day on every sheet", async () => {
  for (const path of sample(site, 1).filter((path) => path !== "404.html" && path !== "index.html")) {
    for (const [number, sheet] of (await sheets(path)).entries()) {
      assert.match(sheet, path.startsWith("fr") ? /non contrôlée/ : /[Uu]ncontrolled/, `${path}, sheet ${number + 1}`);
      assert.match(sheet, /24 nov(embre|ember) 2026/i, `${path}, sheet ${number + 1}`);
    }
  }
});

test("the register and a matrix keep every row, in words", async () => {
  const register = (await sheets("en/documents/index.html")).join("\n");
  for (const id of ["CHA-001", "POL-002", "PRO-007", "STD-004"]) assert.ok(register.includes(id), id);
  assert.match(register, /overdue/);
  const matrix = (await sheets("fr/documents/mtx-001/index.html")).join("\n");
  assert.match(matrix, /Approuve et rend compte/);
});

test("paper is black on white, whatever the theme", async () => {
  for (const path of ["en/documents/pol-002/index.html", "en/index.html"]) {
    const context = await browser.newContext({ colorScheme: "dark" });
    const page = await context.newPage();
    await page.goto(at(site, path));
    await page.evaluate(() => document.documentElement.setAttribute("data-theme", "dark"));
    await page.emulateMedia({ media: "print" });
    const colours = await page.evaluate(() => ["body", "h1", "main p", ".chip", "header"].map((selector) => document.querySelector(selector)).filter(Boolean).map((node) => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]));
    for (const [ink, ground] of colours) {
      assert.match(ink, /^rgb\((0, 0, 0|51, 51, 51)\)$/, path);
      assert.match(ground, /^(rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\))$/, path);
    }
    await context.close();
  }
});

test("nothing is cut at the edge of A4", async () => {
  const wrong = [];
  // The printable width of A4 with the margins of the stylesheet.
  const context = await browser.newContext({ viewport: { width: 672, height: 1000 } });
  const page = await context.newPage();
  await page.emulateMedia({ media: "print" });
  for (const path of sample(site, 1, NAMED).filter((path) => path !== "404.html")) {
    await page.goto(at(site, path));
    wrong.push(...await page.evaluate((path) => [...document.querySelectorAll("body *")].filter((node) => node.getClientRects().length && !node.closest(".vh, svg") && node.getBoundingClientRect().right > innerWidth + 1).slice(0, 2).map((node) => `${path}: ${node.outerHTML.slice(0, 100)}`), path));
  }
  await context.close();
  assert.deepEqual(wrong, []);
});

test("a person's page prints as a letter of assignment on one sheet, also that of the person with most to do", async () => {
  for (const [lang, format] of [["fr", "A4"], ["fr", "Letter"], ["en", "Letter"]]) {
    const letter = await sheets(`${lang}/people/jean-gagnon/index.html`, { format });
    assert.equal(letter.length, 1, `${lang}, ${format}`);
    assert.match(letter[0], /MTX-001 ?: /);
    assert.match(letter[0], /Signature/);
    assert.doesNotMatch(letter[0], /Ceci vous attend|This needs you/);
  }
  assert.match((await sheets("fr/people/jean-gagnon/index.html"))[0], /Lettre d’affectation/);
});

test("the first sheet of the scoreboard says which promises were kept, when last, and who was there", async () => {
  for (const [lang, kept, day] of [["en", "5 of 8 commitments are kept", "16 March 2026"], ["fr", "5 engagements sur 8 sont tenus", "16 mars 2026"]]) {
    const [first] = await sheets(`${lang}/leadership/index.html`);
    for (const letter of "abcdefgh") assert.ok(first.includes(`5.1 ${letter})`), `${lang}: 5.1 ${letter})`);
    for (const words of [kept, day, "Marie Tremblay", "Nathalie Côté"]) assert.ok(first.includes(words), `${lang}: ${words}`);
  }
});

test("every sheet of the register has the heads of its columns", async () => {
  const pages = await sheets("fr/documents/index.html");
  assert.ok(pages.length > 1);
  for (const sheet of pages.filter((sheet) => /POL-|PRO-|STD-/.test(sheet.replace(/Documents retirés[^]*/, "")))) assert.match(sheet, /Référence +Titre +Genre/);
});
