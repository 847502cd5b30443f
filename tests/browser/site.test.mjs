// The built example in a real browser: accessible in both themes, languages and widths, quiet, searchable, printable.
// Opened from a folder, so that it also proves that nothing needs a server.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const project = resolve(here, "../..");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const site = mkdtempSync(join(tmpdir(), "handbook-site-"));
const out = join(site, "public");
let browser;

const PAGES = [
  "index.html",
  "en/index.html",
  "fr/index.html",
  "en/documents/index.html",
  "fr/documents/index.html",
  "en/documents/pol-001/index.html",
  "fr/documents/pol-001/index.html",
  "en/documents/pol-001/2.0/index.html",
  "fr/documents/pol-001/3.0/changes/index.html",
  "en/documents/pol-005/index.html",
  "fr/documents/std-002/index.html",
  "en/documents/mtx-001/index.html",
  "en/roles/index.html",
  "fr/roles/ciso/index.html",
  "en/people/index.html",
  "fr/people/jean-gagnon/index.html",
  "en/responsibilities/index.html",
  "fr/reviews/index.html",
  "en/changes/index.html",
  "fr/editions/2026.1/index.html",
  "en/pages/guides/glossary/index.html",
  "fr/search/index.html",
];

const address = (path) => pathToFileURL(join(out, path)).href;

before(async () => {
  const binary = join(project, "target/debug/handbook");
  execFileSync(binary, ["--root", project, "--as-of", "2026-11-24", "build", "--links", "file", "--out", out], { stdio: "pipe" });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic", "--allow-file-access-from-files"],
  });
});

after(async () => {
  await browser?.close();
  rmSync(site, { recursive: true, force: true });
});

async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const troubles = [];
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("request", (request) => request.url().startsWith("file:") || troubles.push(`asks ${request.url()}`));
  await page.goto(address(path), { waitUntil: "load" });
  return { page, troubles, close: () => context.close() };
}

for (const width of [1280, 320]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing at ${width} px, ${colorScheme}`, async () => {
      const wrong = [];
      for (const path of PAGES) {
        // The policy of the pages forbids the injected checker to run, and nothing else: it is set aside for axe alone.
        const { page, close } = await open(path, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true, reducedMotion: "reduce" });
        await page.evaluate(axe);
        const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        for (const violation of result.violations) {
          wrong.push(`${path}: ${violation.id} ${violation.nodes.slice(0, 2).map((node) => node.html.slice(0, 140)).join(" | ")}`);
        }
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (sideways > 0) wrong.push(`${path}: scrolls sideways by ${sideways} px`);
        await close();
      }
      assert.deepEqual(wrong, []);
    });
  }
}

test("no page complains, breaks its own policy or asks another host", async () => {
  for (const path of PAGES.filter((path) => path !== "index.html")) {
    const { troubles, close } = await open(path);
    await close();
    assert.deepEqual(troubles, [], path);
  }
});

test("search finds with and without accents, numbers and ids", async () => {
  for (const [query, expected] of [["securite", "POL-001"], ["sécurité de l’information", "POL-001"], ["POL-004", "POL-004"], ["renseignements personnels", "POL-004"]]) {
    const { page, troubles, close } = await open(`fr/search/index.html`);
    await page.goto(`${address("fr/search/index.html")}?q=${encodeURIComponent(query)}`);
    await page.waitForFunction((id) => document.querySelector("main").innerText.includes(id), expected, { timeout: 10_000 });
    assert.deepEqual(troubles, [], query);
    await close();
  }
});

test("the register filters from its address and says how many are left", async () => {
  const { page, close } = await open("en/documents/index.html");
  await page.goto(`${address("en/documents/index.html")}?status=overdue`);
  await page.waitForTimeout(300);
  const shown = await page.$$eval("main table tbody tr", (rows) => rows.filter((row) => row.offsetParent !== null).map((row) => row.innerText));
  assert.equal(shown.length, 2, shown.join("\n"));
  assert.ok(shown.every((row) => /overdue/i.test(row)));
  await close();
});

test("everything can be read without scripts", async () => {
  const { page, close } = await open("fr/documents/pol-002/index.html", { javaScriptEnabled: false });
  const text = await page.innerText("body");
  assert.match(text, /en retard/);
  assert.match(text, /En date du 24 novembre 2026|en date du 24 novembre 2026/);
  await page.goto(address("en/documents/index.html"));
  assert.equal(await page.locator("main table tbody tr").count(), 27);
  await close();
});

test("a page that ages says so, and never better than its build", async () => {
  const { page, close } = await open("en/documents/std-001/index.html");
  const state = async (day) => {
    await page.clock.setFixedTime(new Date(`${day}T12:00:00`));
    await page.goto(address("en/documents/std-001/index.html"));
    await page.waitForTimeout(150);
    return page.innerText("main");
  };
  assert.doesNotMatch(await state("2026-11-24"), /overdue/i);
  assert.match(await state("2027-02-10"), /Review overdue by 1 day/);
  await page.goto(address("en/documents/pol-002/index.html"));
  await page.clock.setFixedTime(new Date("2025-12-01T12:00:00"));
  await page.reload();
  assert.match(await page.innerText("main"), /overdue/i);
  await close();
});

test("print carries id, version, status and the note on every kind of paper", async () => {
  const { page, close } = await open("en/documents/pol-001/index.html");
  const pdf = join(site, "pol-001.pdf");
  await page.pdf({ path: pdf, format: "A4" });
  const text = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" });
  for (const words of ["POL-001", "3.0", "Approved, in force", "24 November 2026", "ncontrolled"]) {
    assert.ok(text.includes(words), `${words} is not on paper`);
  }
  await close();
});
