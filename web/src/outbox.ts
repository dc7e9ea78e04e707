// Decisions on their way: each is kept in this browser, by record and reviewer, until the server has said that it is saved.
// What cannot be sent waits, with its count on every page, and is sent again in its order; a key tells the server that it is the
// same, so that nothing counts twice. What the server refuses stays in sight until somebody drops it.

interface Item {
  readonly path: string;
  readonly fields: [string, string][];
  readonly says: string;            // for people
  readonly takes?: string;          // an undo: where the item is kept whose decision it takes back
  refused?: string;                 // the server's words
}
type Answer = { saved: number[]; to: string } | { refused: string; status: number } | null;

const PATHS = ["/review/decide", "/review/undo", "/review/alike"];
const LATER = [401, 403, 408, 425, 429];   // refusals of the moment, not of the decision
const PATIENCE = 15_000;                   // milliseconds for an answer
const PAUSES = [2, 4, 8, 15, 30];          // seconds until the next try
const memory = new Map<string, string>();  // where the browser keeps nothing

let prefix = "", tries = 0, timer = 0, going: Promise<void> | null = null;
let said = "", onward = "";                // what came of the last try, and where one may go on

const form = (): string => document.body.dataset["form"] ?? "";

export function takes(of: HTMLFormElement): boolean {
  return Boolean(prefix) && of.method === "post" && PATHS.includes(new URL(of.action).pathname);
}

export function listen(): void {
  const { record, reviewer } = document.body.dataset;
  if (!record || !reviewer) return;
  prefix = `outbox:${record}:${reviewer}:`;
  document.addEventListener("submit", submitted);
  addEventListener("storage", draw);
  addEventListener("online", () => void again());
  document.addEventListener("visibilitychange", () => { if (!document.hidden && waiting().length) void again(); });
  draw();
  if (waiting().length) void again();
}

// ---- what is kept ----

function store(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

function put(at: string, item: Item): void {
  try {
    localStorage.setItem(at, JSON.stringify(item));
  } catch {
    memory.set(at, JSON.stringify(item));
  }
}

function drop(at: string): void {
  memory.delete(at);
  store()?.removeItem(at);
}

function all(): [string, Item][] {
  const kept = store(), found = new Map(memory);
  for (let n = 0; n < (kept?.length ?? 0); n += 1) {
    const at = kept!.key(n) ?? "";
    if (at.startsWith(prefix)) found.set(at, kept!.getItem(at) ?? "");
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).flatMap(([at, text]) => {
    try {
      return [[at, JSON.parse(text) as Item]];
    } catch {
      return [];
    }
  });
}

const waiting = (): [string, Item][] => all().filter(([, { refused }]) => refused === undefined);

// ---- a form ----

function submitted(event: SubmitEvent): void {
  const from = event.target as HTMLFormElement;
  if (!takes(from) || event.defaultPrevented) return;
  event.preventDefault();
  if (from.dataset["sent"]) return;        // one key saves once
  void decide(from, event.submitter);
}

async function decide(from: HTMLFormElement, by: HTMLElement | null): Promise<void> {
  const given = [...new FormData(from, by)].filter(([name]) => name !== "form_token" && name !== "sent");
  const fields = given.map(([name, value]) => [name, String(value)] as [string, string]);
  const path = new URL(from.action).pathname;
  const item = path.endsWith("undo") ? undo(path, fields) : { path, fields, says: words(from, fields) };
  const same = waiting().find(([, other]) => other.path === item.path && told(other) === told(item));
  const at = same?.[0] ?? `${prefix}${new Date().toISOString()}-${key()}`;
  const { record, reviewer } = document.body.dataset;
  if (!same) put(at, { ...item, fields: [...fields, ["sent", key()], ["of_record", record!], ["by", reviewer!]] });
  from.dataset["sent"] = "1";
  from.setAttribute("aria-busy", "true");
  await again(at);
  delete from.dataset["sent"];
  from.removeAttribute("aria-busy");
}

// Takes back what still waits, the last first; then what the page says was decided last.
function undo(path: string, fields: [string, string][]): Item {
  const taken = new Set(waiting().map(([, { takes: of }]) => of));
  const last = waiting().filter(([at, { path: of }]) => of !== path && !taken.has(at)).at(-1);
  const says = last ? `Undo: ${last[1].says}` : "Undo";
  return last ? { path, fields: fields.filter(([name]) => name !== "numbers"), says, takes: last[0] } : { path, fields, says };
}

function words(from: HTMLFormElement, fields: [string, string][]): string {
  const of = new Map(fields), verdict = of.get("verdict") ?? "";
  const about = document.querySelector(".sentence mark.event")?.textContent ?? of.get("case") ?? "";
  const rows = fields.filter(([name]) => name === "row").length;
  const does = verdict.charAt(0).toUpperCase() + verdict.slice(1);
  return from.action.endsWith("/alike") ? `${does} ${rows} rows` : `${does} “${about}”${of.has("reason") ? `: ${of.get("reason")}` : ""}`;
}

const told = ({ fields, takes: of }: Item): string =>
  JSON.stringify([of ?? "", fields.filter(([name]) => !["sent", "of_record", "by", "seen"].includes(name))]);

function key(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// ---- sending ----

// Sends what waits, once at a time. Of the item that somebody waits for, the page goes on where the server says.
async function again(own = ""): Promise<void> {
  while (going) await going;
  clearTimeout(timer);
  going = send(own);
  await going;
  going = null;
}

async function send(own: string): Promise<void> {
  let saved = 0;
  for (const [at] of waiting()) {
    const item = all().find(([where]) => where === at)?.[1];
    if (!item) continue;
    if (item.takes && all().some(([where]) => where === item.takes)) {     // what it takes back was refused: there is nothing to take
      drop(item.takes);
      drop(at);
      continue;
    }
    const answer = await post(item);
    if (answer === null) {
      said = "";
      later();
      return;
    }
    tries = 0;
    if ("refused" in answer) {
      if (at === own && answer.status === 400) {   // the form is still at hand: it is mended there
        drop(at);
        said = answer.refused;
        onward = "";
      } else put(at, { ...item, refused: answer.refused });
      continue;
    }
    for (const [where, other] of all()) {
      if (other.takes === at) put(where, { ...other, fields: [...other.fields, ["numbers", answer.saved.join(",")]] });
    }
    drop(at);
    saved += 1;
    if (at === own) {
      location.assign(answer.to);
      return;
    }
    said = `${saved} saved now.`;
    onward = answer.to;
  }
  draw();
}

// The server's word; null where there is none yet.
async function post({ path, fields }: Item): Promise<Answer> {
  try {
    const answer = await fetch(path, {
      method: "POST", body: new URLSearchParams(fields), redirect: "manual", signal: AbortSignal.timeout(PATIENCE),
      headers: { Accept: "application/json", "X-Dateline-Form": form() },
    });
    if (answer.status < 400) {
      const given = (await answer.json()) as { saved?: unknown; to?: unknown };
      return Array.isArray(given.saved) && typeof given.to === "string" && given.to.startsWith("/review")
        ? { saved: given.saved as number[], to: given.to } : null;
    }
    if (answer.status >= 500 || LATER.includes(answer.status)) return null;
    const detail = ((await answer.json()) as { detail?: unknown }).detail;
    return { refused: typeof detail === "string" ? detail : `The server refused it (${answer.status}).`, status: answer.status };
  } catch {
    return null;
  }
}

function later(): void {
  const pause = PAUSES[Math.min(tries, PAUSES.length - 1)]!;
  tries += 1;
  timer = window.setTimeout(() => void again(), pause * 1000);
  draw();
}

// ---- what is shown ----

function draw(): void {
  const box = document.getElementById("outbox");
  if (!box) return;
  const items = all(), refused = items.filter(([, item]) => item.refused !== undefined);
  const open = items.length - refused.length;
  const lines: string[] = [];
  if (open) lines.push(`${open} not saved yet. Kept in this browser, sent again when the server answers.`);
  if (refused.length) lines.push(`${refused.length} refused.`);
  if (said) lines.push(said);
  box.hidden = !lines.length;
  const head = box.querySelector<HTMLElement>("[role=status]")!;
  if (head.textContent !== lines.join(" ")) head.textContent = lines.join(" ");
  const list = box.querySelector("ul")!;
  list.replaceChildren(...items.map(([at, item]) => row(at, item)));
  const actions = box.querySelector<HTMLElement>(".actions")!;
  actions.replaceChildren();
  if (open) actions.append(button("Send now", () => void again()));
  if (onward && !open) actions.append(link("Go on", onward));
}

function row(at: string, item: Item): HTMLElement {
  const told = document.createElement("li"), what = document.createElement("b");
  what.textContent = item.says;
  told.append(what);
  if (item.refused !== undefined) told.append(` not saved: ${item.refused} `);
  const of = new Map(item.fields).get("case");
  if (of) told.append(" ", link("Open the case", `/review?case=${encodeURIComponent(of)}`));
  if (item.refused !== undefined) {
    told.append(" ", button("Drop it", () => {
      drop(at);
      draw();
      document.querySelector<HTMLElement>(".case")?.focus({ preventScroll: true });
    }, `Drop: ${item.says}`));
  }
  return told;
}

function button(says: string, act: () => void, name = ""): HTMLElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = says;
  if (name) made.setAttribute("aria-label", name);
  made.addEventListener("click", act);
  return made;
}

function link(says: string, to: string): HTMLElement {
  const made = document.createElement("a");
  made.textContent = says;
  made.href = to;
  return made;
}
