// The picture, from the strip to a report and back: by keyboard and pointer, without script, without WebGL.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DESK, browser, desk, query, until } from "./desk.mjs";

const titles = (page) => page.locator("#rows .row h3").allTextContents();

describe("the picture", () => {
  let chromium, walk;
  before(async () => {
    chromium = await browser();
    walk = await desk(chromium);
  });
  after(async () => {
    await chromium.close();
  });

  it("opens with an answer, the map and the list", async () => {
    const { page } = walk;
    await page.goto(DESK);
    assert.match(await page.locator(".strip").innerText(), /11\s*events/);
    assert.equal((await titles(page)).length, 9, "what occurred");
    assert.ok(await page.locator(".drawn-map .spots a").count(), "the drawn map has marks");
    await until(() => page.locator("#map.live").count(), "the map that moves took its place");
  });

  it("brushes a week with the keys of its handles", async () => {
    const { page } = walk;
    await page.locator("#handle-from").focus();
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await until(() => query(page).get("from") === "2026-06-17", "the week is in the address");
    await until(async () => (await titles(page)).length === 4, "the list follows");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "handle-from", "focus stays on the handle");
    assert.equal(await page.locator("#handle-from").getAttribute("aria-valuetext"), "2026-06-17");
    assert.match(await page.locator("#count").innerText(), /4 events of 9/);
  });

  it("brushes with the pointer, too", async () => {
    const { page } = walk;
    const before = page.url();
    const box = await page.locator("#timeline").boundingBox();
    await page.mouse.move(box.x + box.width * 0.1, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.3, box.y + 30, { steps: 4 });
    await page.mouse.up();
    await until(() => page.url() !== before && query(page).get("to"), "the range drawn is in the address");
    await page.goBack();
    await until(async () => page.url() === before && (await titles(page)).length === 4, "back to the week before");
  });

  it("shows what is claimed, and what happened between two", async () => {
    const { page } = walk;
    await page.locator("#status-claimed").check();
    await until(async () => (await titles(page)).includes("Shelling"), "claims are shown");
    assert.equal(await page.locator("#map.live").count(), 1, "the map that moves stays where it is");
    await until(async () => (await page.locator(".drawn-map .spots title").allTextContents()).some((each) => /claimed/.test(each)), "and the drawn one follows");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "status-claimed");
    await page.locator("#pick-actor summary").click();
    await page.locator("#dyad-one").selectOption({ label: "Pakistan" });
    await page.locator("#dyad-other").selectOption({ label: "Iran" });
    await page.getByRole("button", { name: "Show these two" }).click();
    await until(() => query(page).get("dyad") === "PAK~IRN", "the two are in the address");
    await until(async () => (await titles(page)).length === 2, "only what is between them");
    assert.deepEqual((await titles(page)).sort(), ["Restriction", "Shelling"]);
    await page.getByRole("link", { name: "Leave out Pakistan ↔ Iran" }).click();
    await until(() => !query(page).get("dyad"), "a chip takes its filter away");
    await page.goBack();
    await until(async () => query(page).get("dyad") && (await titles(page)).length === 2, "back brings it again");
  });

  it("selects by j, opens the event by Enter, shows copies under their origin, opens the report", async () => {
    const { page } = walk;
    await page.locator("h1").click();
    await page.keyboard.press("j");
    while ((await page.locator(".row.selected h3").innerText()) !== "Shelling") await page.keyboard.press("j");
    const key = await page.locator(".row.selected").getAttribute("data-key");
    assert.equal(query(page).get("sel"), key);
    const selected = page.url();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/event/${key}*`);
    assert.match(await page.locator("main").innerText(), /1 origin[^]*4 pages/);
    await page.locator(".folded summary").first().click();
    assert.match(await page.locator(".folded").first().innerText(), /Eastern Ledger|Gulf Courier/, "copies are folded under it");
    await page.locator("main a[href^='/report/']").first().click();
    await page.waitForURL("**/report/**");
    assert.match(await page.locator("main").innerText(), /shelled/);
    await page.goBack();
    await page.goBack();
    await until(() => page.url() === selected, `back at the same address, ${selected}, not ${page.url()}`);
    assert.equal(await page.locator(".row.selected").getAttribute("data-key"), key, "with the same selection");
  });

  it("opens the same in a new tab", async () => {
    const { page } = walk;
    const other = await desk(chromium);
    await other.page.goto(page.url());
    assert.deepEqual(await titles(other.page), await titles(page));
    assert.deepEqual(other.wrong, []);
    await other.close();
  });

  it("said no error and asked no other host", () => assert.deepEqual(walk.wrong, []));
});

describe("the picture without script", () => {
  it("has the same rows at the same address, and its forms work", async () => {
    const chromium = await browser();
    const plain = await desk(chromium, { script: false }), scripted = await desk(chromium);
    const address = `${DESK}?from=2026-06-17&status=occurred,claimed`;
    await plain.page.goto(address);
    await scripted.page.goto(address);
    assert.deepEqual(await titles(plain.page), await titles(scripted.page));
    await plain.page.locator("#status-claimed").uncheck();
    await plain.page.locator(".statuses button").click();
    assert.equal(new URL(plain.page.url()).search, "?from=2026-06-17", "defaults are left out of the address");
    await plain.page.locator(".spots a[data-event]").first().click({ force: true });
    assert.equal(await plain.page.locator(".row.selected").count(), 1, "a mark selects its row");
    await chromium.close();
  });
});

describe("the picture when the server is gone", () => {
  it("says so, keeps what is shown, and goes on when it is back", async () => {
    const chromium = await browser();
    const { page } = await desk(chromium);
    await page.goto(DESK);
    const before = await titles(page);
    await page.route("**/*", (route) => route.abort());
    await page.locator("#status-claimed").click();
    await until(() => page.locator(".failed").count(), "it is said");
    assert.match(await page.locator(".failed").innerText(), /not reached.*before/);
    assert.deepEqual(await titles(page), before);
    assert.equal(await page.locator("#status-claimed").isChecked(), false, "boxes say what is shown");
    await page.unroute("**/*");
    await page.locator("#status-claimed").click();
    await until(async () => (await titles(page)).length > before.length, "the list follows again");
    assert.equal(await page.locator(".failed").count(), 0);
    await chromium.close();
  });
});

describe("the picture on paper", () => {
  it("has the drawn map, not a blank canvas, and no buttons", async () => {
    const chromium = await browser();
    const { page } = await desk(chromium, { scheme: "dark" });
    await page.goto(DESK);
    await until(() => page.locator("#map.live").count(), "the map that moves took its place");
    await page.emulateMedia({ media: "print" });
    const seen = (what) => page.locator(what).first().evaluate((node) => getComputedStyle(node).visibility === "visible" && node.getClientRects().length > 0);
    assert.equal(await seen(".drawn-map"), true);
    assert.equal(await seen("#map-live"), false);
    assert.equal(await seen(".pickers"), false);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--ink").trim()), "#171C22", "light ink");
    await chromium.close();
  });
});

describe("the picture without WebGL", () => {
  it("keeps the drawn map, which keys and buttons move", async () => {
    const chromium = await browser({ webgl: false });
    const { page, wrong } = await desk(chromium);
    await page.goto(DESK);
    await page.waitForTimeout(1500);
    assert.equal(await page.locator("#map.live").count(), 0);
    await page.locator("#map").focus();
    await page.keyboard.press("+");
    await until(() => query(page).get("map"), "the view is in the address");
    const [zoom] = query(page).get("map").split("/").map(Number);
    await page.locator("#map").focus();
    await page.keyboard.press("ArrowRight");
    await until(async () => Number(query(page).get("map").split("/")[2]) > 0 && (await page.locator("#map").getAttribute("data-zoom")) === query(page).get("map"), "the view moved");
    assert.ok(zoom > 0);
    await page.goto(`${DESK}?map=2/28/62`);
    const cluster = page.locator(".spots a.cluster").first();
    const says = await cluster.locator("text").innerHTML();
    await cluster.click({ force: true });
    await until(() => query(page).get("place"), "a click on a cluster lists its events");
    await until(async () => (await page.locator("#list-head").innerText()) === says, `${says}, as the cluster said`);
    assert.deepEqual(wrong.filter((each) => !/WebGL|GL/.test(each)), []);
    await chromium.close();
  });
});

describe("the picture on a phone", () => {
  it("has the list in the first screen, no side scroll, and nothing hidden under the tabs", async () => {
    const chromium = await browser();
    const { page, wrong } = await desk(chromium, { width: 390, height: 844 });
    await page.goto(DESK);
    const row = await page.locator(".row").first().boundingBox();
    assert.ok(row.y + 40 < 844 - 56, `the first row begins at ${row.y}`);
    assert.ok(await page.locator(".tabs").isVisible());
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${over} pixels too wide at ${width}`);
    }
    await page.locator(".row h3 a").last().focus();
    const last = await page.locator(".row h3 a").last().boundingBox();
    assert.ok(last.y + last.height <= 844 - 53, "the last row can be seen above the tabs");
    await page.getByRole("link", { name: "Time" }).click();
    await until(() => page.locator("#timeline").isVisible(), "the timeline has its own view");
    assert.deepEqual(wrong, []);
    await chromium.close();
  });
});
