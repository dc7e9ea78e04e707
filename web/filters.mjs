// How long filters take in a browser: `node filters.mjs ADDRESS` prints JSON, for each filter the median of five from the choice to the frame
// that shows its rows, with where the time goes: the server's answer, the swap, the frame.
import { chromium } from "playwright-core";

const address = process.argv[2];
const webgl = process.argv[3] !== "plain";
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    ...(webgl ? ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"] : ["--disable-gpu", "--disable-3d-apis"])],
});
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const page = await context.newPage();

// Chooses as a reader does, waits until the picture is there and a frame of it is painted.
const timed = (selector, value) => page.evaluate(([where, to]) => new Promise((done) => {
  performance.clearResourceTimings();
  const field = document.querySelector(where);
  const begun = performance.now();
  const watch = new MutationObserver(() => {
    const part = document.getElementById("picture");
    if (!part || part.hasAttribute("aria-busy")) return;
    watch.disconnect();
    const swapped = performance.now();
    requestAnimationFrame(() => setTimeout(() => {
      const asked = performance.getEntriesByType("resource").find((each) => new URL(each.name).pathname === "/");
      const answered = asked ? asked.responseEnd : begun;
      done({ whole: performance.now() - begun, answer: answered - begun, swap: swapped - answered, frame: performance.now() - swapped });
    }));
  });
  setTimeout(() => watch.observe(document.documentElement, { attributes: true, attributeFilter: ["aria-busy"], subtree: true }));
  if (field.type === "checkbox") field.click();
  else {
    field.value = to;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}), [selector, value]);

const REST = Number(process.argv[4] ?? 2500);
const STEPS = [["claimed", "#status-claimed", null], ["origins", "#origins", "2"], ["order", "#sort", "day"]];
const WORDS = ["place1", "convoy", "place2", "place3", "e", "a"];
const told = { words: [] };
for (const words of WORDS) {           // every address is a new one: nothing comes from a cache
  await page.goto(address, { waitUntil: "load" });
  if (webgl) await page.locator("#map.live").waitFor({ timeout: 30_000 });
  await page.waitForTimeout(REST);
  told.words.push(await timed("#words", words));
  for (const [name, selector, value] of STEPS) {
    await page.waitForTimeout(REST);
    (told[name] ??= []).push(await timed(selector, value));
  }
}
await browser.close();
const median = (values) => Math.round(values.sort((one, other) => one - other)[Math.floor(values.length / 2)]);
const parts = (runs) => Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.slice(1).map((each) => each[key]))]));
console.log(JSON.stringify(Object.fromEntries(Object.entries(told).map(([name, runs]) => [name, parts(runs)]))));
