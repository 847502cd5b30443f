// A handbook in one language, and one in languages that the program has no words for.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { at, build, launch, open, scratch } from "./site.mjs";

let browser;
before(async () => { browser = await launch(); });

/** A handbook of these files in a folder of its own. */
function handbook(files) {
  const root = scratch();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const policy = (title, body) => `---
id: POL-001
title: ${title}
version: "1.0"
status: approved
owner: ciso
approval: {role: ceo, person: ana, date: 2026-08-01}
review: 12 months
---
${body}
`;
const people = "- {id: ana, name: Ana Díaz}\n- {id: luc, name: Luc Roy}\n";
const roles = {
  "content/roles/ceo.md": "---\nid: ceo\ntitle: Dirección\nholders: [{person: ana, since: 2020-01-01}]\n---\n",
  "content/roles/ciso.md": "---\nid: ciso\ntitle: Seguridad\nholders: [{person: luc, since: 2020-01-01}]\n---\n",
};

test("one language: no prefix, no switch, and everything in it", async () => {
  const root = handbook({
    "site-config.yaml": "title: Manuel de direction\nlanguages: [fr]\n",
    "content/people.yaml": people,
    ...roles,
    "content/policies/securite.md": policy("Politique de sécurité", "## Portée\n\nL’accès est contrôlé."),
  });
  const site = build(root, ["--links", "file"]);
  assert.ok(existsSync(join(site, "documents/pol-001/index.html")) && !existsSync(join(site, "fr")));
  const { page, troubles, close } = await open(browser, at(site, "documents/pol-001/index.html"));
  assert.equal(await page.getAttribute("html", "lang"), "fr");
  assert.equal(await page.locator(".langs").count(), 0);
  assert.match(await page.innerText(".control"), /Approuvé, en vigueur/);
  assert.match(await page.innerText(".control"), /1er août 2026/);
  await page.goto(at(site, "search/index.html?q=acces"));
  await page.waitForSelector(".results .title");
  assert.match(await page.innerText(".results"), /POL-001/);
  assert.deepEqual(troubles, []);
  await close();
});

test("languages of one’s own: words from the configuration and the theme, the rest in English, notices in both", async () => {
  const months = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];
  const root = handbook({
    "site-config.yaml": "title: {es: Manual de dirección, it: Manuale di direzione}\nlanguages: [es, it]\nwords:\n  it: {lang_name: Italiano, documents: Documenti}\n",
    "templates/i18n/es.yaml": ["lang_name: Español", "documents: Documentos", "skip: Saltar al contenido", 'date_long: "{d} de {month} de {y}"', "state_approved: Aprobado y vigente", "documents_shown: {one: \"{n} de {all} documento\", other: \"{n} de {all} documentos\"}", ...months.map((name, at) => `month_${at + 1}: ${name}`)].join("\n") + "\n",
    "content/people.yaml": people,
    ...roles,
    "content/policies/seguridad.md": policy("Política de seguridad", "## Ámbito\n\nEl acceso está controlado."),
  });
  const site = build(root, ["--links", "file"]);
  const { page, troubles, close } = await open(browser, at(site, "es/documents/pol-001/index.html"));
  assert.equal(await page.getAttribute("html", "lang"), "es");
  assert.match(await page.innerText(".control"), /Aprobado y vigente/);
  assert.match(await page.innerText(".control"), /1 de agosto de 2026/);
  assert.equal(await page.innerText(".langs a"), "Italiano");
  await Promise.all([page.waitForURL(/it\/documents\/pol-001/), page.click(".langs a")]);
  assert.equal(await page.innerText(".langs a"), "Español");
  assert.equal(await page.getAttribute("h1", "lang"), "es", "the prevailing text is shown, and says its language");
  assert.match(await page.innerText("main .banner"), /Español/);
  assert.match(await page.innerText(".site-nav"), /Documenti/);
  await page.goto(at(site, "es/documents/index.html?status=approved"));
  assert.equal(await page.innerText("[data-count]"), "1 de 1 documento", "the singular where there is one");
  await page.goto(at(site, "es/search/index.html?q=ambito"));
  await page.waitForSelector(".results .title");
  assert.deepEqual(troubles, []);
  assert.match(readFileSync(join(site, "index.html"), "utf8"), /Español[^]*Italiano/);
  await close();
});

test("editions, older versions and lagging translations say which text prevails and lead to it", async () => {
  const site = build(undefined, ["--links", "file"]);
  const { page, close } = await open(browser, at(site, "fr/documents/std-002/index.html"));
  assert.match(await page.innerText("main .banner"), /1\.2.*1\.3/s, "the translation is behind and says so");
  assert.equal(await page.getAttribute("main .prose", "lang"), "en");
  await page.goto(at(site, "fr/documents/std-004/index.html"));
  assert.match(await page.innerText("main .banner"), /n’est pas offert en français/);
  assert.equal(await page.getAttribute(".short p", "lang"), "en", "the summary says its language too");
  await page.goto(at(site, "en/documents/pol-001/2.0/index.html"));
  assert.match(await page.innerText("main .banner"), /Superseded\. Replaced by version/);
  assert.equal(await page.getAttribute("meta[name=robots]", "content"), "noindex");
  await Promise.all([page.waitForURL(/pol-001\/index\.html$/), page.locator("main .banner a").first().click()]);
  await page.goto(at(site, "en/editions/2025.2/index.html"));
  assert.match(await page.innerText("main .banner"), /2025\.2 edition/);
  await page.locator("tbody th a").first().click();
  assert.match(page.url(), /documents\/[^/]+\/[^/]+\/index\.html|documents\/[^/]+\/index\.html/);
  await close();
});
