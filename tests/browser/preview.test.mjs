// The live preview in a real browser: a save changes the open page, which keeps its place, its focus and what was opened.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { binary, launch, open as openPage, scratch } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = scratch();
const file = join(folder, "content/policies/remote-work.md");
const parts = Array.from({ length: 60 }, (_, n) => `## Part ${n}\n\nWords of part ${n}, which are long enough to fill a line or two of the page.\n`).join("\n");
const text = (words, metadata = "") => `---\nid: POL-009\ntitle: Remote work\nversion: "1.0"\nstatus: in-review\nowner: ciso\n${metadata}---\n\n# Remote work\n\n${words}\n\n${parts}`;
const write = (words, metadata) => writeFileSync(file, text(words, metadata));
let browser, server, base;

before(async () => {
  execFileSync(binary, ["init", folder, "--lang", "en,fr"], { stdio: "pipe" });
  write("First words.");
  server = spawn(binary, ["--root", folder, "serve", "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  base = await new Promise((done, failed) => {
    server.once("exit", (code) => failed(new Error(`the preview ended with ${code}`)));
    server.stdout.on("data", (data) => done(/http:\/\/[^/]+\//.exec(String(data))[0]));
  });
  browser = await launch();
});

after(async () => {
  try {
    await browser?.close();
  } finally {
    server?.kill();
  }
});

/** A page of the preview that closes with its test, whatever becomes of it. */
async function open(t, path, options) {
  const opened = await openPage(browser, base + path, options);
  t.after(opened.close);
  return opened;
}

const LIMIT = { timeout: 20_000 };
// A page that is being loaded again has no body for a moment: then the wait goes on, whatever is waited for.
const shows = (page, words) => page.waitForFunction((words) => document.body?.innerText.includes(words), words, LIMIT);
const loses = (page, words) => page.waitForFunction((words) => document.body && !document.body.innerText.includes(words), words, LIMIT);
// The page is at rest once it is loaded and its place is restored.
const rest = (page) => page.waitForTimeout(400);

test("a save changes the open page and loses neither place nor focus", async (t) => {
  const { page, troubles } = await open(t, "en/documents/pol-009/draft/");
  await page.evaluate(() => document.getElementById("part-40").scrollIntoView({ behavior: "instant" }));
  await page.locator(".toc a").nth(20).evaluate((node) => node.focus({ preventScroll: true }));
  await rest(page);
  const place = () => page.evaluate(() => ({ top: Math.round(document.getElementById("part-40").getBoundingClientRect().top), focus: document.activeElement.textContent }));
  const before = await place();
  assert.match(before.focus, /Part/);
  write("Second words.\n\nAnd more of them,\n\nso that everything below moves.");
  await shows(page, "Second words.");
  await rest(page);
  const now = await place();
  assert.equal(now.focus, before.focus);
  assert.ok(Math.abs(now.top - before.top) <= 2, `${before.top} became ${now.top}`);
  assert.deepEqual(troubles, []);
});

test("what is typed stays through a save of something else", async (t) => {
  const { page } = await open(t, "en/");
  const config = join(folder, "site-config.yaml"), was = readFileSync(config, "utf8");
  const field = page.locator("input[type=search]:visible").first();
  await field.fill("remote");
  await field.evaluate((node) => { node.focus(); node.setSelectionRange(2, 4); });
  writeFileSync(config, `${was.replace(/^organisation:.*(\n +.*)*\n/m, "")}organisation: Batture du Nord\n`);
  await shows(page, "Batture du Nord");
  await rest(page);
  const now = await page.evaluate(() => ({ value: document.activeElement.value, selection: [document.activeElement.selectionStart, document.activeElement.selectionEnd] }));
  assert.deepEqual(now, { value: "remote", selection: [2, 4] });
  writeFileSync(config, was);
});

test("findings come and go in the bar without the page being loaded again", async (t) => {
  write("Third words.");
  const { page, troubles } = await open(t, "fr/documents/pol-009/draft/");
  await shows(page, "Third words.");
  await rest(page);
  await page.evaluate(() => { window.stays = true; });
  // While the file is broken its last good page stays, with the error above it.
  write("Third words.", "nonsense: [1\n");
  await shows(page, "yaml-invalid");
  assert.ok((await page.innerText("main")).includes("Third words."));
  assert.equal(await page.evaluate(() => window.stays), true);
  const editor = page.locator("#handbook-preview a[data-file]").first();
  assert.match(await editor.getAttribute("href"), /^vscode:\/\/file\/.*remote-work\.md:\d+:\d+$/);
  write("Fourth words.");
  await shows(page, "Fourth words.");
  await loses(page, "yaml-invalid");
  assert.deepEqual(troubles, []);
});

test("a style that changes is seen by a page whose bytes do not", async (t) => {
  const { page } = await open(t, "en/documents/pol-009/draft/");
  const navy = (is) => page.waitForFunction((is) => document.body && (getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)") === is, is, LIMIT);
  mkdirSync(join(folder, "templates/assets/css"), { recursive: true });
  writeFileSync(join(folder, "templates/assets/css/site.css"), "body { background: rgb(1, 2, 3) }");
  await navy(true);
  rmSync(join(folder, "templates"), { recursive: true });
  await navy(false);
});

test("the desk names who may approve and the command, and opens places in the editor that was chosen", async (t) => {
  write("TODO: fifth words.");
  const { page } = await open(t, "_preview/fr/");
  await shows(page, "placeholder-text");
  assert.match(await page.innerText("main"), /handbook approve POL-009 --as \S+ --person \S+/);
  await page.locator("[data-editors] select").selectOption("Zed");
  const link = page.locator("main a[data-file]").first();
  assert.match(await link.getAttribute("href"), /^zed:\/\/file\//);
  await page.goto(`${base}fr/documents/pol-009/draft/`);
  await shows(page, "placeholder-text");
  assert.match(await page.locator("#handbook-preview a[data-file]").first().getAttribute("href"), /^zed:\/\/file\//);
});

test("a command on the desk breaks between its words only, and can be taken as one line", async (t) => {
  const { page } = await open(t, "_preview/en/", { viewport: { width: 320, height: 900 } });
  const command = page.locator("code.preview-command").first();
  const { words, heights, line, taken } = await command.evaluate((node) => {
    const all = [...node.querySelectorAll(".preview-word")];
    const range = document.createRange();
    range.selectNodeContents(node);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    const line = parseFloat(getComputedStyle(node).lineHeight);
    return { words: all.map((word) => word.textContent), heights: all.map((word) => word.getBoundingClientRect().height), line, taken: String(getSelection()) };
  });
  assert.ok(words.includes("--as") && words.includes("--person"), words.join("|"));
  assert.ok(heights.every((height) => height < line * 1.5), `${words.join("|")}: ${heights.join(" ")} in lines of ${line}`);
  assert.equal(taken.trim(), words.join(" "));
});

test("from the desk and from a draft a click shows what the draft changes", async (t) => {
  const other = join(folder, "content/procedures/clear-desks.md");
  const draft = (version, status, words) => writeFileSync(other, `---\nid: PRO-010\ntitle: Clear desks\nversion: "${version}"\nstatus: ${status}\nowner: ciso\n---\n\n# Clear desks\n\n${words}\n`);
  draft("1.0", "in-review", "Lock the cabinet.");
  execFileSync(binary, ["--root", folder, "approve", "PRO-010", "--as", "ceo", "--person", "marie-tremblay"], { stdio: "pipe" });
  draft("1.1", "in-review", "Lock the drawer.");
  const { page, troubles } = await open(t, "_preview/en/");
  const waiting = page.locator("li", { hasText: "PRO-010" }).first();
  await waiting.waitFor(LIMIT);
  const changed = async () => {
    await page.waitForURL(/\/en\/documents\/pro-010\/draft\/changes\/$/, LIMIT);
    assert.deepEqual([await page.locator(".part del").allInnerTexts(), await page.locator(".part ins").allInnerTexts()].map((texts) => texts.map((text) => /cabinet|drawer/.exec(text)?.[0])), [["cabinet"], ["drawer"]]);
  };
  await waiting.getByRole("link", { name: "See what changed" }).click();
  await changed();
  await page.goto(`${base}en/documents/pro-010/draft/`);
  await page.locator("main").getByRole("link", { name: "See what changed", exact: true }).first().click();
  await changed();
  assert.deepEqual(troubles, []);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 320]) {
    test(`axe finds nothing on the desk and under the bar, ${colorScheme}, ${width} px`, async (t) => {
      for (const path of ["_preview/en/", "_preview/fr/", "en/documents/pol-009/draft/", "fr/nowhere/"]) {
        const { page } = await open(t, path, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true, reducedMotion: "reduce" });
        await rest(page);
        await page.evaluate(axe);
        const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        const wrong = result.violations.map((violation) => `${path}: ${violation.id} ${violation.nodes.slice(0, 2).map((node) => node.html.slice(0, 160)).join(" | ")}`);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (sideways > 0) wrong.push(`${path}: scrolls sideways by ${sideways} px`);
        assert.deepEqual(wrong, []);
      }
    });
  }
}
