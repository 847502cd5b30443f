// Pictures of every page type for people to look at: `node tests/browser/shots.mjs FOLDER [WORD…]`.
// Both themes and two widths; `paper` prints to PDF. With words, only pages whose path contains one of them.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { NAMED, at, build, corpora, launch, sample } from "./site.mjs";

const [folder, ...words] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node tests/browser/shots.mjs FOLDER [WORD…]");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const sites = [["", build(undefined, ["--links", "file"]), NAMED], ...corpora.map((root) => [`${root.split("/").pop()}-`, build(root, ["--links", "file"]), []])];
const browser = await launch();
for (const [name, site, named] of sites) {
  for (const path of sample(site, 1, named)) {
    const label = name + path.replace(/(\/?index)?\.html$/, "").replaceAll("/", "_");
    if (words.length && !words.some((word) => label.includes(word))) continue;
    for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [320, "light"], [320, "dark"]]) {
      const context = await browser.newContext({ viewport: { width, height: width === 1280 ? 900 : 640 }, colorScheme, reducedMotion: "reduce" });
      const page = await context.newPage();
      await page.goto(at(site, path));
      await page.screenshot({ path: join(folder, `${label}-${width}-${colorScheme}.png`), fullPage: true });
      if (width === 1280 && colorScheme === "light") await page.pdf({ path: join(folder, `${label}.pdf`), format: "A4" });
      await context.close();
    }
  }
}
await browser.close();
console.log(folder);
