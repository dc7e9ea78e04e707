// What all walks share: a browser, pages that tell every console error and every request to another host, and waiting.
import { chromium } from "playwright-core";

export const DESK = process.env.DESK_URL ?? "http://127.0.0.1:8000/";
const ARGUMENTS = [
  "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
];
const DRAWN = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"];
const UNDRAWN = ["--disable-gpu", "--disable-3d-apis"];

// A browser of Debian's; `webgl` false leaves the map to the server's drawing.
export function browser({ webgl = true } = {}) {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: [...ARGUMENTS, ...(webgl ? DRAWN : UNDRAWN)] });
}

// A page that keeps what went wrong in `wrong`: errors in the console, exceptions, requests to other hosts, answers of 5xx.
export async function desk(chromium, { width = 1440, height = 900, scheme = "light", script = true } = {}) {
  const context = await chromium.newContext({
    viewport: { width, height }, colorScheme: scheme, javaScriptEnabled: script, reducedMotion: "reduce", hasTouch: width < 600,
  });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (told) => {
    if (told.type() === "error") wrong.push(`console: ${told.text()} ${told.location().url}`);
  });
  page.on("pageerror", (error) => wrong.push(`exception: ${error.message}`));
  page.on("request", (request) => {
    const { host, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && host !== new URL(DESK).host) wrong.push(`another host: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) wrong.push(`${response.status()}: ${response.url()}`);
  });
  page.setDefaultTimeout(20_000);
  return { page, wrong, close: () => context.close() };
}

// Waits until a function of the node side gives true; under the policy a string in the page could not be polled.
export async function until(what, says, patience = 15_000) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await what();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain: ${says}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

export const query = (page) => new URL(page.url()).searchParams;
