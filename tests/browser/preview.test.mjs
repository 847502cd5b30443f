// The live preview in a real browser: a save changes the open page, which keeps its place, its focus and what was opened.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const project = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const binary = join(project, "target/debug/handbook");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "handbook-preview-"));
const file = join(folder, "content/policies/remote-work.md");
const paragraphs = Array.from({ length: 60 }, (_, n) => `## Part ${n}\n\nWords of part ${n}, which are long enough to fill a line or two of the page.\n`).join("\n");
const text = (words) => `---\nid: POL-009\ntitle: Remote work\nversion: "1.0"\nstatus: in-review\nowner: ciso\n---\n\n# Remote work\n\n${words}\n\n${paragraphs}`;
let browser, server, base;

before(async () => {
  execFileSync(binary, ["init", folder, "--lang", "en,fr"], { stdio: "pipe" });
  writeFileSync(file, text("First words."));
  server = spawn(binary, ["--root", folder, "serve", "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  base = await new Promise((done) => server.stdout.on("data", (data) => { const url = /http:\S+?\//.exec(String(data)); if (url) done(url[0]); }));
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic"],
  });
});

after(async () => {
  await browser?.close();
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const troubles = [];
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("request", (request) => request.url().startsWith(base) || troubles.push(`asks ${request.url()}`));
  await page.goto(base + path, { waitUntil: "load" });
  return { page, troubles, close: () => context.close() };
}

const shows = (page, words) => page.waitForFunction((words) => document.body.innerText.includes(words), words, { timeout: 20_000 });
// The page is at rest once it is loaded and its place is restored.
const rest = (page) => page.waitForTimeout(400);

test("a save changes the open page and loses neither place nor focus", async () => {
  const { page, troubles, close } = await open("en/documents/pol-009/draft/");
  await page.evaluate(() => document.getElementById("part-40").scrollIntoView());
  const link = page.locator(".toc a").nth(20);
  await link.evaluate((node) => node.focus({ preventScroll: true }));
  await rest(page);
  const place = () => page.evaluate(() => ({ top: Math.round(document.getElementById("part-40").getBoundingClientRect().top), focus: document.activeElement.textContent }));
  const before = await place();
  assert.match(before.focus, /Part/);
  writeFileSync(file, text("Second words.\n\nAnd more of them,\n\nso that everything below moves."));
  await shows(page, "Second words.");
  await rest(page);
  const now = await place();
  assert.equal(now.focus, before.focus);
  assert.ok(Math.abs(now.top - before.top) <= 2, `${before.top} became ${now.top}`);
  assert.deepEqual(troubles, []);
  await close();
});

test("findings come and go in the bar without the page being loaded again", async () => {
  const { page, troubles, close } = await open("fr/documents/pol-009/draft/");
  await page.evaluate(() => { window.stays = true; });
  // A finding about the front matter alone: the text and its page stay as they are.
  writeFileSync(file, text("Third words.").replace("owner: ciso", "owner: ciso\nnonsense: 1"));
  await shows(page, "nonsense");
  await page.evaluate(() => { window.stays = true; });
  writeFileSync(file, text("Third words.").replace("owner: ciso", "owner: ciso\nnonsense: [1"));
  await shows(page, "yaml-invalid");
  assert.ok((await page.innerText("main")).includes("Third words."));
  assert.equal(await page.evaluate(() => window.stays), true);
  const editor = page.locator("#handbook-preview a[data-file]").first();
  assert.match(await editor.getAttribute("href"), /^vscode:\/\/file\/.*remote-work\.md:\d+:\d+$/);
  writeFileSync(file, text("Fourth words."));
  await shows(page, "Fourth words.");
  assert.deepEqual(troubles, []);
  await close();
});

test("a style that changes is seen by a page whose bytes do not", async () => {
  const { page, close } = await open("en/documents/pol-009/draft/");
  execFileSync("mkdir", ["-p", join(folder, "templates/assets/css")]);
  writeFileSync(join(folder, "templates/assets/css/site.css"), "body { background: rgb(1, 2, 3) }");
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)", null, { timeout: 20_000 });
  rmSync(join(folder, "templates"), { recursive: true });
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor !== "rgb(1, 2, 3)", null, { timeout: 20_000 });
  await close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing on the desk and under the bar, ${colorScheme}`, async () => {
    writeFileSync(file, text("TODO: fifth words."));
    for (const path of ["_preview/en/", "_preview/fr/", "en/documents/pol-009/draft/", "fr/nowhere/"]) {
      for (const width of [1280, 320]) {
        const { page, close } = await open(path, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true, reducedMotion: "reduce" });
        await rest(page);
        await page.evaluate(axe);
        const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        const wrong = result.violations.map((violation) => `${path}: ${violation.id} ${violation.nodes.slice(0, 2).map((node) => node.html.slice(0, 160)).join(" | ")}`);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (sideways > 0) wrong.push(`${path}: scrolls sideways by ${sideways} px at ${width}`);
        assert.deepEqual(wrong, []);
        await close();
      }
    }
  });
}

test("the desk names who may approve, and the command", async () => {
  const { page, close } = await open("_preview/fr/");
  const desk = await page.innerText("main");
  assert.match(desk, /handbook approve POL-009 --as \S+ --person \S+/);
  await close();
});
