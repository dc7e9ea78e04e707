// The review desk by keyboard alone: ten cases, an undo, a rejected event gone from the picture, and the same after a rebuild.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, describe, it } from "node:test";
import { DESK, browser, desk, until } from "./desk.mjs";

const at = (path) => new URL(path, DESK).href;
const ALL = "?status=occurred,claimed,planned,requested,hypothetical,denied";
const CASES = 10;

describe("the review desk", () => {
  let chromium, page, wrong;
  let rejected = "", corrected = "";
  before(async () => {
    chromium = await browser();
    ({ page, wrong } = await desk(chromium));
  });
  after(() => chromium.close());

  const shown = () => page.locator(".case input[name=case]").first().getAttribute("value", { timeout: 2000 }).catch(() => "");
  const titles = async () => {
    await page.goto(at(`/${ALL}`));
    return (await page.locator("#rows .row h3").allTextContents()).sort();
  };

  // Presses a key and waits until the server has said what came of it: another case, or the end of the queue.
  async function judge(...keys) {
    const before = await shown();
    for (const key of keys) {
      const loaded = page.waitForEvent("load");
      await page.keyboard.press(key);
      await loaded;
    }
    await until(async () => (await shown()) !== before, `another case after ${keys}`);
  }

  it("takes a name, then ten decisions, each by one key", async () => {
    await page.goto(at("/review"));
    await page.locator("#name").fill("Walker");
    const named = page.waitForEvent("load");
    await page.keyboard.press("Enter");
    await named;
    await until(() => page.evaluate(() => document.activeElement?.closest(".case") !== null), "focus is in the case");
    for (let n = 0; n < CASES; n += 1) {
      const raid = /Raid|COERCE raid/.test(await page.locator(".fields").innerText());
      if (raid && !rejected) {
        rejected = await shown();
        await judge("x", "1");
      } else await judge("a");
      if (n < CASES - 1) assert.match(await page.locator(".after").innerText(), /Saved/);
    }
    await page.goto(at("/review/log"));
    assert.equal(await page.locator("tbody tr").count(), CASES);
  });

  it("takes the last one back and gives it again", async () => {
    await page.goto(at("/review"));
    await page.locator(".case").focus();
    const loaded = page.waitForEvent("load");
    await page.keyboard.press("u");
    await loaded;
    await page.goto(at("/review/log"));
    assert.match(await page.locator("main").innerText(), /taken back|undone|undo/i);
    await page.goto(at("/review"));
    await page.locator(".case").focus();
    await judge("a");
  });

  it("takes no letter while somebody types", async () => {
    await page.goto(at("/review"));
    const before = page.url();
    await page.locator("#find").focus();
    await page.keyboard.type("axun");
    assert.equal(await page.locator("#find").inputValue(), "axun");
    assert.equal(page.url(), before);
  });

  it("corrects a figure and the words of an event by keys", async () => {
    await page.goto(at("/review/log"));
    const before = await page.locator("tbody tr").count();
    await page.goto(at(`/${ALL}`));
    await page.locator("#rows .row", { hasText: "killed 12" }).first().locator("h3 a").click();
    const event = await page.locator(".row.selected").getAttribute("data-key");
    const { event: told } = await (await page.request.get(at(`/api/v1/events/${event}`))).json();
    corrected = told.event;
    const open = async (query) => {
      await page.goto(at(`/review?case=${encodeURIComponent(told.event)}${query}`));
      await page.locator(".case").focus();
    };
    const press = async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const loads = async (key) => {
      const loaded = page.waitForEvent("load");
      await page.keyboard.press(key);
      await loaded;
    };
    await open("");
    await loads("7");
    await page.locator("input[name=low]").fill("13");
    await page.locator("input[name=high]").fill("15");
    await loads("Enter");
    assert.match(await page.locator(".after").innerText(), /Corrected/);
    await open("");
    await loads("[");
    await press("]");
    assert.match(await page.locator("#chosen-words").innerText(), /shelled Iran/);
    await loads("Enter");
    await page.goto(at("/review/log"));
    assert.equal(await page.locator("tbody tr").count(), before + 3, "least, most, and words");
    await until(async () => {
      await page.goto(at(`/${ALL}`));
      return (await page.locator("#rows").innerText()).includes("killed 13 to 15");
    }, "the figure is in the picture", 60_000);
  });

  it("gives a letter to another action, refuses one that is taken, and takes it back", async () => {
    await page.goto(at(`/review?case=${encodeURIComponent(corrected)}`));
    await page.locator("#show-keys").click();
    await page.getByRole("button", { name: "Change the key of: Accept" }).click();
    await page.keyboard.press("x");
    assert.match(await page.locator("dialog [role=status]").innerText(), /X is taken: Reject/);
    await page.getByRole("button", { name: "Change the key of: Accept" }).click();
    await page.keyboard.press("q");
    await page.getByRole("button", { name: "Close" }).click();
    assert.equal(await page.locator(".case [data-key=a] kbd").innerText(), "Q");
    await page.locator(".case").focus();
    const before = page.url();
    await page.keyboard.press("a");
    await page.waitForTimeout(300);
    assert.equal(page.url(), before, "the old letter does nothing");
    await judge("q");
    await page.locator("#show-keys").click();
    await page.getByRole("button", { name: "All as they were" }).click();
    await page.getByRole("button", { name: "Close" }).click();
    assert.equal(await page.evaluate(() => localStorage.getItem("keymap")), null);
  });

  it("shows the decision in the picture, and a rebuild keeps it", async () => {
    assert.ok(rejected, "a raid was rejected");
    const raids = (list) => list.filter((each) => each === "Raid").length;
    await until(async () => raids(await titles()) === 2, "the rejected raid is gone from the picture", 60_000);
    const before = await titles();
    if (process.env.REBUILD) {
      const [command, ...given] = JSON.parse(process.env.REBUILD);
      execFileSync(command, given);
      assert.deepEqual(await titles(), before, "the same after a rebuild");
    }
    await page.goto(at("/review/log"));
    assert.ok(await page.locator("tbody tr").count() >= CASES, "decisions stand");
  });

  it("said no error and asked no other host", () => assert.deepEqual(wrong, []));
});
