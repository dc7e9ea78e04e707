// The two pictures of the README, from the samples' record: DESK_URL=http://127.0.0.1:8765 node pictures.mjs
import { chromium } from "playwright-core";

const desk = process.env.DESK_URL ?? "http://127.0.0.1:8765";
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--disable-quic", "--no-first-run", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
});
const all = "status=occurred,claimed,planned,requested,hypothetical,denied";
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(`${desk}/?${all}&from=2025-06-09&to=2025-06-18`);
await page.waitForTimeout(2500);
await page.screenshot({ path: "../docs/desk-picture.png" });
await page.context().addCookies([{ name: "reviewer", value: "Ana%20Rahimi", url: desk }]);
await page.goto(`${desk}/review?queue=consequence`);
await page.waitForTimeout(500);
await page.screenshot({ path: "../docs/desk-review.png" });
await browser.close();
