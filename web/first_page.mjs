// How long a page takes in a browser: `node first_page.mjs ADDRESS` prints JSON with the medians of three visits.
// "interactive" is when the document is loaded, its modules have run, and the page has answered a click's frame.
import { chromium } from "playwright-core";

const address = process.argv[2];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});
const visits = [];
for (let visit = 0; visit < 3; visit += 1) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: "load" });
  visits.push(
    await page.evaluate(
      () =>
        new Promise((done) => {
          requestAnimationFrame(() =>
            setTimeout(() => {
              const [told] = performance.getEntriesByType("navigation");
              const paint = performance.getEntriesByName("first-contentful-paint")[0];
              done({
                answer: told.responseEnd, paint: paint ? paint.startTime : null, loaded: told.domContentLoadedEventEnd,
                interactive: performance.now(), bytes: told.encodedBodySize,
              });
            }),
          );
        }),
    ),
  );
  await context.close();
}
await browser.close();
const median = (name) => Math.round(visits.map((visit) => visit[name]).sort((a, b) => a - b)[1]);
console.log(JSON.stringify(Object.fromEntries(Object.keys(visits[0]).map((name) => [name, median(name)]))));
