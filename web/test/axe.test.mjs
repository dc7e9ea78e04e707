// Every page against axe-core, light and dark, wide and narrow: no serious or critical finding.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { DESK, browser, desk } from "./desk.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGES = [
  "/", "/?status=occurred,claimed,planned&from=2026-06-17", "/?type=AID&origins=5", "/?typ=x&q=nothing-like-it", "/figures", "/borders",
  "/actors", "/actor/PAK", "/dyads", "/statements", "/review", "/review/agreement", "/search?q=taftan", "/about", "/about/codebook",
];
const BAD = ["serious", "critical"];

describe("axe", () => {
  let chromium, pages;
  before(async () => {
    chromium = await browser();
    const answer = await (await fetch(new URL("/api/v1/events?limit=1&status=claimed", DESK))).json().catch(() => ({ events: [] }));
    const [first] = answer.events ?? [];
    const more = first ? [`/event/${first.linked_event}`, `/report/${first.report}`] : [];
    pages = [];
    for (const path of [...PAGES, ...more]) {
      const { status } = await fetch(new URL(path, DESK), { redirect: "follow" });
      if (status === 200) pages.push(path);
    }
  });
  after(() => chromium.close());

  for (const scheme of ["light", "dark"]) {
    for (const width of [1440, 390]) {
      it(`finds nothing serious, ${scheme}, ${width} wide`, async () => {
        const { page, close } = await desk(chromium, { scheme, width });
        const told = [];
        for (const path of pages) {
          await page.goto(new URL(path, DESK).href);
          await page.evaluate(AXE);
          const found = await page.evaluate(() => window.axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"],
          }));
          for (const { id, impact, nodes } of found.violations) {
            const [node] = nodes;
            told.push({ impact, says: `${path} ${impact} ${id} (${nodes.length}): ${node.target} ${node.failureSummary?.split("\n")[1] ?? ""}` });
          }
        }
        await close();
        const mild = told.filter(({ impact }) => !BAD.includes(impact));
        if (mild.length) console.log([...new Set(mild.map(({ says }) => says))].join("\n"));
        assert.deepEqual(told.filter(({ impact }) => BAD.includes(impact)).map(({ says }) => says), []);
      });
    }
  }
});
