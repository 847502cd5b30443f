// The HTML of every page type is valid by a validator, and the French that the program writes is set as French is.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { HtmlValidate } from "html-validate";
import { NAMED, build, corpora, files, sample } from "./site.mjs";

// The standard alone: matters of taste (quotes, void slashes, order of attributes) are left to the templates.
const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard"],
  rules: {
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    // A list stays a list for screen readers, whatever its look.
    "no-redundant-role": "off",
    // A scrolling region has a name and can be focused: axe asks for it where the validator prefers <section>.
    "prefer-native-element": "off",
    // Words that belong together are kept together by styles.
    "tel-non-breaking": "off",
    // Heading levels and landmarks are axe's, on the page as it is shown.
    "no-inline-style": "error",
    "no-dup-id": "error",
    "valid-id": ["error", { relaxed: true }],
  },
});

let example;
before(() => { example = build(); });

async function faults(site, paths) {
  const wrong = [];
  for (const path of paths) {
    const { results } = await validator.validateString(readFileSync(join(site, path), "utf8"), path);
    for (const { messages } of results) wrong.push(...messages.map(({ ruleId, message, line }) => `${path}:${line} ${ruleId}: ${message}`));
  }
  return wrong;
}

test("every page type of the example is valid HTML", async () => {
  assert.deepEqual(await faults(example, sample(example, 2, NAMED)), []);
});

for (const root of corpora) {
  test(`pages made from ${root.split("/").pop()} are valid HTML`, async () => {
    const site = build(root);
    assert.deepEqual(await faults(site, sample(site, 12)), []);
  });
}

test("one h1, no id twice, no script or style inside, on all pages", () => {
  for (const path of files(example)) {
    const html = readFileSync(join(example, path), "utf8");
    assert.equal(html.match(/<h1[ >]/g)?.length, 1, path);
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), [], path);
    assert.doesNotMatch(html, / style=| on[a-z]+="|<style|<script>|javascript:/, path);
  }
});

test("the French of the interface has its spaces and apostrophes", () => {
  const wrong = [];
  for (const path of files(example).filter((path) => path.startsWith("fr/") && !/pages|documents\/[^/]+\//.test(path))) {
    const html = readFileSync(join(example, path), "utf8").replace(/<code>.*?<\/code>|<pre.*?<\/pre>/gs, "");
    const text = html.replace(/<(?:script|style)[^]*?<\/(?:script|style)>/g, "").replace(/ lang="en"[^>]*>[^<]*/g, ">").replace(/<[^>]*>/g, "\n").replace(/&#39;|&#x27;/g, "'").replace(/&nbsp;/g, "\u00a0");
    for (const line of text.split("\n").map((line) => line.trim()).filter(Boolean)) {
      // A colon between digits, in an address or in a clause (law-25:3.2) is not punctuation.
      if (/[^\u00a0\u202f\d\w/]:(?!\/\/)/.test(line) || /[a-zàâçéèêëîïôûù] ?:\s/i.test(line) && !/\u00a0:/.test(line)) wrong.push(`${path}: colon: ${line}`);
      if (/[\u00a0\u202f ][;!?]/.test(line)) wrong.push(`${path}: space before ;!?: ${line}`);
      if (/«(?!\u00a0)|(?<!\u00a0)»/.test(line)) wrong.push(`${path}: guillemets: ${line}`);
      if (/\b[cdjlmnst]'[a-zéèêàâh]/i.test(line)) wrong.push(`${path}: apostrophe: ${line}`);
      if (/(?<!\d)0?1 (janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre) \d{4}/.test(line)) wrong.push(`${path}: first of the month: ${line}`);
    }
  }
  assert.deepEqual([...new Set(wrong)], []);
});
