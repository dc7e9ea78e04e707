// Decisions that cannot reach the server wait in the browser, counted; they are sent once, taken back in order, and what is refused is shown.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { DESK, browser, desk, until } from "./desk.mjs";

const at = (path) => new URL(path, DESK).href;
const MEANT = /Failed to load resource: (net::ERR_FAILED|the server responded with a status of 4)/;   // what this walk itself brings about

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe("the outbox", () => {
  let chromium, page, wrong;
  before(async () => {
    chromium = await browser();
    ({ page, wrong } = await desk(chromium));
    await sign(page, "Walker");
  });
  after(() => chromium.close());

  async function sign(page, name) {
    await page.goto(at("/review"));
    await page.locator("#name").fill(name);
    const named = page.waitForEvent("load");
    await page.keyboard.press("Enter");
    await named;
  }
  const decisions = async () => (await (await page.request.get(at("/api/v1/reviews?limit=1000"))).json()).decisions;
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("outbox:")).length);
  const says = () => page.locator("#outbox [role=status]").innerText();
  const cut = () => page.route("**/review/*", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  const mend = () => page.unroute("**/review/*");
  const press = async (key) => {
    await page.locator(".case").focus();
    await page.keyboard.press(key);
  };
  const loads = async (act) => {
    const loaded = page.waitForEvent("load");
    await act();
    await loaded;
  };

  async function clean() {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => window.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"],
      }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${colorScheme} ${id} ${nodes[0].target}`), []);
    }
    await page.emulateMedia({ colorScheme: "light" });
  }

  it("keeps what cannot be sent, with its count, through a reload; nothing is called saved", async () => {
    const before = (await decisions()).length;
    await cut();
    await press("a");
    await until(async () => (await page.locator("#outbox").isVisible()) && /^1 not saved yet/.test(await says()), "one waits");
    await press("a");
    await page.waitForTimeout(300);
    assert.equal(await kept(), 1, "the same again is the same");
    await loads(() => page.reload());
    await until(async () => /^1 not saved yet/.test(await says()), "it waits after a reload");
    await clean();
    await loads(() => page.goto(at("/figures")));
    await until(async () => /^1 not saved yet/.test(await says()), "every page says so");
    assert.doesNotMatch(await page.locator("main").innerText(), /Saved\./);
    assert.equal((await decisions()).length, before);
  });

  it("sends it when the server answers, once", async () => {
    const before = (await decisions()).length;
    await mend();
    await page.getByRole("button", { name: "Send now" }).click();
    await until(async () => (await says()) === "1 saved now.", "the server said so");
    assert.equal(await kept(), 0);
    assert.equal((await decisions()).length, before + 1);
    assert.equal(await page.getByRole("link", { name: "Go on" }).count(), 1);
  });

  it("counts once what was saved though its answer was lost", async () => {
    await page.goto(at("/review"));
    const before = (await decisions()).length;
    await page.route("**/review/decide", async (route) => {
      await route.fetch({ maxRedirects: 0 });
      await route.abort();
    });
    await press("a");
    await until(async () => (await kept()) === 1 && (await decisions()).length === before + 1, "it reached the server, the answer did not come");
    await until(async () => /^1 not saved yet/.test(await says()), "nothing is called saved that the server has not called saved");
    await page.unroute("**/review/decide");
    await page.getByRole("button", { name: "Send now" }).click();
    await until(async () => (await kept()) === 0, "it is sent again");
    assert.equal((await decisions()).length, before + 1);
  });

  it("takes back what waits, in its order", async () => {
    await page.goto(at("/review"));
    const before = await decisions();
    await cut();
    await press("a");
    await until(async () => (await kept()) === 1, "a decision waits");
    await press("u");
    await until(async () => /^2 not saved yet/.test(await says()), "and that it is taken back");
    await mend();
    await page.getByRole("button", { name: "Send now" }).click();
    await until(async () => (await kept()) === 0, "both are sent");
    const [made, undone] = (await decisions()).slice(before.length);
    assert.deepEqual([made.verdict, undone.verdict, undone.undoes], ["accept", "undo", made.number]);
  });

  it("shows what the server refuses, until somebody drops it", async () => {
    await page.goto(at("/review"));
    const key = await page.locator(".case input[name=case]").first().getAttribute("value");
    const before = (await decisions()).length;
    await cut();
    await press("a");
    await until(async () => (await kept()) === 1, "a decision waits");
    const other = await desk(chromium);
    await sign(other.page, "Other");
    await other.page.goto(at(`/review?case=${encodeURIComponent(key)}&edit=6`));
    await other.page.locator("select[name=value]").selectOption("denied");
    const saved = other.page.waitForEvent("load");
    await other.page.locator(".edit button.first").click();
    await saved;
    await until(async () => {
      await other.page.goto(at(`/review?case=${encodeURIComponent(key)}`));
      return (await other.page.locator(".fields").innerText()).includes("denied");
    }, "the tables have it", 60_000);
    await other.close();
    await mend();
    await page.getByRole("button", { name: "Send now" }).click();
    await until(async () => (await says()) === "1 refused.", "the server refused it");
    assert.match(await page.locator("#outbox li").innerText(), /The status changed since you saw this case/);
    assert.doesNotMatch(await page.locator("#outbox li").innerText(), /Other/, "coding is blind");
    assert.equal((await decisions()).length, before + 1, "of the other alone");
    await loads(() => page.reload());
    assert.equal(await says(), "1 refused.");
    await page.getByRole("button", { name: /^Drop/ }).click();
    assert.equal(await kept(), 0);
    assert.ok(await page.locator("#outbox").isHidden());
  });

  it("leaves a mistake in a form to be mended there", async () => {
    await page.goto(at(`/?status=occurred,claimed,denied`));
    await page.locator("#rows .row", { hasText: "killed" }).first().locator("h3 a").click();
    const event = await page.locator(".row.selected").getAttribute("data-key");
    const { event: telling } = await (await page.request.get(at(`/api/v1/events/${event}`))).json();
    await page.goto(at(`/review?case=${encodeURIComponent(telling.event)}&edit=7`));
    await page.locator("input[name=low]").fill("many");
    await page.keyboard.press("Enter");
    await until(async () => /no number of people/.test(await says()), "it says what is wrong");
    assert.equal(await page.locator("input[name=low]").inputValue(), "many");
    assert.equal(await kept(), 0);
  });

  it("decides on several rows by keys, and takes them back in one step", async () => {
    const raids = async (verdict) => (await decisions()).filter((one) => one.verdict === verdict && one.words === "raided");
    await page.goto(at("/?status=occurred&type=COERCE"));
    await page.locator("#rows .row", { hasText: "Raid" }).first().locator("h3 a").click();
    const event = await page.locator(".row.selected").getAttribute("data-key");
    const { event: telling } = await (await page.request.get(at(`/api/v1/events/${event}`))).json();
    await page.goto(at(`/review?case=${encodeURIComponent(telling.event)}`));
    const begun = (await raids("accept")).length;
    await loads(() => press("a"));
    assert.match(await page.locator(".after").innerText(), /more by this rule and cue/);
    await loads(() => press("l"));
    const rows = await page.locator(".rows-alike input").count();
    await clean();
    await page.locator(".rows-alike input").first().focus();
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await page.keyboard.press("Space");
    assert.equal(await page.locator("#ticked").innerText(), `${rows - 1} of ${rows} ticked`);
    await page.keyboard.press("Space");
    await loads(() => page.keyboard.press("a"));
    assert.equal((await raids("accept")).length, begun + 1 + rows);
    assert.match(await page.locator(".case").innerText(), rows > 1 ? new RegExp(`Accepted “raided” and ${rows - 1} alike`) : /Accepted “raided”/);
    await loads(() => press("u"));
    const undone = (await decisions()).filter((one) => one.verdict === "undo").slice(-rows);
    assert.equal(new Set(undone.map((one) => one.undoes)).size, rows, "each of them");
  });

  it("said no other error and asked no other host", () => assert.deepEqual(wrong.filter((each) => !MEANT.test(each)), []));
});
