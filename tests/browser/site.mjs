// What the browser tests share: the sites they look at, a small server like an intranet's, and one browser.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, relative, resolve } from "node:path";
import { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const project = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
/** The day on which all sites are built. */
export const AS_OF = "2026-11-24";
/** Public handbooks to try the theme on, when they lie beside the project or where HANDBOOK_CORPUS says. */
export const corpora = folders(process.env.HANDBOOK_CORPUS ?? join(project, "../shared/corpus"));

/** The program under test. */
export const binary = process.env.HANDBOOK ?? join(project, "target/debug/handbook");
const made = [];
// Browsers and servers that run. They are closed when a file's tests end, also when one of them fails: an open one would keep node waiting.
const running = [];
if (process.argv[1].endsWith(".test.mjs")) after(() => Promise.all(running.map((each) => each.close())));

function folders(place) {
  if (!existsSync(place)) return [];
  return readdirSync(place).map((name) => join(place, name)).filter((path) => existsSync(join(path, "content")));
}

/** A temporary folder, gone when the tests end. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), "handbook-browser-"));
  made.push(folder);
  return folder;
}

process.on("exit", () => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** The folder of a handbook of 600 documents, which all concern everyone and answer one clause. */
export function many() {
  const root = scratch(), kinds = ["policy", "standard"];
  mkdirSync(join(root, "content/documents"), { recursive: true });
  mkdirSync(join(root, "content/roles"));
  writeFileSync(join(root, "site-config.yaml"), "title: Long\napproval: {default: {roles: [ceo]}}\nframeworks: [iso-27001-2022]\neditions: [{name: \"1\", date: 2026-02-01}]\n");
  writeFileSync(join(root, "content/people.yaml"), "- {id: ann, name: Ann Roy, since: 2020-01-01}\n- {id: bob, name: Bob Cyr, since: 2020-01-01}\n");
  for (const [id, person] of [["ceo", "ann"], ["ciso", "bob"]]) writeFileSync(join(root, `content/roles/${id}.md`), `---\nid: ${id}\ntitle: Role ${id}\nholders: [{person: ${person}, since: 2020-01-01}]\n---\n\nLeads.\n`);
  for (let n = 0; n < 600; n++) {
    const front = `id: D-${1000 + n}\ntitle: Text ${n}\nkind: ${kinds[n % 2]}\nversion: "1.0"\nstatus: approved\nowner: ciso\napproval: {role: ceo, person: ann, date: 2026-01-10}\nreview: 12 months\naudience: [everyone]\nclauses: [A.5.1]`;
    writeFileSync(join(root, `content/documents/d-${n}.md`), `---\n${front}\n---\n\nShort.\n`);
  }
  return root;
}

/** The folder of a handbook with a matrix of 620 activities in two tables, of which one role takes part in every tenth. */
export function long() {
  const root = scratch();
  for (const folder of ["matrices", "roles"]) mkdirSync(join(root, "content", folder), { recursive: true });
  writeFileSync(join(root, "site-config.yaml"), "title: Long\nlanguages: [en, fr]\napproval: {default: {roles: [ceo]}}\n");
  writeFileSync(join(root, "content/people.yaml"), "- {id: ann, name: Ann Roy, since: 2020-01-01}\n- {id: bob, name: Bob Cyr, since: 2020-01-01}\n");
  for (const [id, person] of [["ceo", "ann"], ["ciso", "bob"], ["dpo", "bob"]]) writeFileSync(join(root, `content/roles/${id}.md`), `---\nid: ${id}\ntitle: {en: "Role ${id}", fr: "Rôle ${id}"}\nholders: [{person: ${person}, since: 2020-01-01}]\n---\n\nLeads.\n`);
  const table = (name, rows) => `## ${name}\n\n| Activity | ceo | ciso | dpo |\n|---|---|---|---|\n${Array.from({ length: rows }, (_, n) => `| Vérifier ${name} ${1000 + n} | A | R | ${n % 10 ? "" : "C"} |\n`).join("")}\nWords after ${name}.\n\n`;
  writeFileSync(join(root, "content/matrices/m.md"), `---\nid: MTX-1\ntitle: Who does what\nversion: "1.0"\nstatus: approved\nowner: ciso\napproval: {role: ceo, person: ann, date: 2026-01-10}\nreview: 12 months\n---\n\n${table("keys", 520)}${table("doors", 100)}`);
  return root;
}

/** Builds a handbook and gives the folder of its site. */
export function build(root = project, options = []) {
  const out = join(scratch(), "site");
  execFileSync(binary, ["--root", root, "--as-of", AS_OF, "build", "--fail-on", "never", "--out", out, ...options], { stdio: "pipe" });
  return out;
}

/** All files of a site that end so, as paths below it. */
export function files(site, ending = ".html", folder = site) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return files(site, ending, path);
    return path.endsWith(ending) ? [relative(site, path)] : [];
  });
}

// Every page of the site belongs to a type; of each type the tests look at a few in every language.
const TYPES = [
  [/^index\.html$/, "chooser"], [/^404\.html$/, "not-found"], [/^LANG\/index\.html$/, "home"],
  [/\/changes\/index\.html$/, "redline", /^LANG\/documents\//], [/^LANG\/documents\/[^/]+\/draft\//, "draft"],
  [/^LANG\/documents\/[^/]+\/[^/]+\/index\.html$/, "version"], [/^LANG\/documents\/[^/]+\/index\.html$/, "document"],
  [/^LANG\/([^/]+)\/index\.html$/, "$1"], [/^LANG\/([^/]+)\//, "one of $1"],
];

/** The type of a page by its path. */
export function typeOf(path) {
  const plain = path.replace(/^(en|fr)\//, "LANG/").replace(/^(?!LANG\/|index\.html$|404\.html$)/, "LANG/");
  for (const [pattern, name, also] of TYPES) {
    const match = plain.match(pattern);
    if (match && (!also || also.test(plain))) return name.replace("$1", match[1]);
  }
  return "other";
}

/** Up to `each` pages of every type and language; documents with more states than one type shows are named. */
export function sample(site, each = 1, named = []) {
  const seen = new Map();
  return files(site).filter((path) => {
    if (named.some((part) => path.includes(part))) return true;
    const key = `${path.match(/^(en|fr)\//)?.[1] ?? ""} ${typeOf(path)}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return seen.get(key) <= each;
  });
}

/** Pages of the example that stand for a state: overdue, long, with a matrix, with older versions, retired. */
export const NAMED = ["en/documents/pol-001/index", "fr/documents/pol-002/index", "fr/documents/pol-001/3.0/changes/", "en/documents/pol-005/index", "fr/documents/std-004/index", "en/documents/mtx-001/index", "fr/roles/ciso/", "en/people/jean-gagnon/", "pages/guides/glossary/"];

const MIME = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json", ".xml": "application/xml", ".ics": "text/calendar", ".csv": "text/csv", ".png": "image/png", ".zip": "application/zip" };

/** Serves a site below `prefix` with these headers; a path that is not there gets the site's 404 page. */
export async function serve(site, prefix = "/", headers = {}) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    let file = path.startsWith(prefix) ? join(site, path.slice(prefix.length)) : "";
    if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    const found = file && file.startsWith(site) && existsSync(file);
    const sent = found ? file : join(site, "404.html");
    response.writeHead(found ? 200 : 404, { "content-type": MIME[extname(sent)] ?? "application/octet-stream", ...headers });
    response.end(readFileSync(sent));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const served = { origin, url: origin + prefix, close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) };
  running.push(served);
  return served;
}

/** One headless browser. */
export async function launch() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic", "--allow-file-access-from-files"],
  });
  running.push(browser);
  return browser;
}

/** The address of a page in a folder; what follows `?` or `#` is kept. */
export function at(site, path) {
  const [, file, rest] = path.match(/^([^?#]*)(.*)$/);
  return pathToFileURL(join(site, file)).href + rest;
}

/** A page in a context of its own that notes what goes wrong: errors, and whatever is asked outside `origin`. */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const origin = address.startsWith("file:") ? "file:" : new URL(address).origin;
  const troubles = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("request", (request) => request.url().startsWith(origin) || troubles.push(`asks ${request.url()}`));
  await page.goto(address, { waitUntil: "load" });
  return { page, context, troubles, close: () => context.close() };
}
