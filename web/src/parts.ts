// The picture as one part that is swapped: the address is the state, the server draws, htmx swaps what differs.
// An older request is dropped when a newer one goes out; focus and scroll stay; an error leaves what was there.
import htmx from "htmx.org";

const PICTURE = "#picture";
const MAP = "X-Dateline-Map";        // what the request wants of the map, see serve/routes/picture.py
const drawn: (() => void)[] = [];
let latest = 0;

export function picture(): HTMLElement | null {
  return document.querySelector<HTMLElement>(PICTURE);
}

// What is to be done when the picture has been drawn anew; it is done once at the start, too.
export function whenDrawn(act: () => void): void {
  drawn.push(act);
}

export function listen(): void {
  if (!picture()) return;
  document.addEventListener("click", followed);
  document.addEventListener("submit", submitted);
  document.addEventListener("change", (event) => {
    const form = (event.target as Element).closest<HTMLFormElement>("form[data-auto]");
    if (form && picture()?.contains(form)) void go(addressOf(form));
  });
  document.addEventListener("htmx:before:history:restore", (event) => {
    event.preventDefault();
    void go(location.pathname + location.search, false);
  });
  document.addEventListener("htmx:before:response", (event) => {
    const { ctx } = (event as CustomEvent<{ ctx: { response: { status: number } } }>).detail;
    if (ctx.response.status < 400) return;
    event.preventDefault();
    failed("The server could not answer. What you see is from before; try again.");
  });
  document.addEventListener("htmx:error", () => failed("The server is not reached. What you see is from before; try again when it is back."));
  for (const act of drawn) act();
}

// Shows another address: the part is fetched and swapped, then the address is pushed as the server writes it.
export async function go(address: string, push = true): Promise<void> {
  const part = picture();
  if (!part) return;
  const mine = ++latest;
  part.setAttribute("aria-busy", "true");
  document.querySelector(".failed")?.remove();
  const map = document.querySelector("#map.live");
  map?.toggleAttribute("hx-morph-skip", true);    // it follows by itself; what is drawn under it comes when there is time
  await htmx.ajax("GET", address, { target: PICTURE, source: PICTURE, swap: "outerMorph", headers: map ? { [MAP]: "live" } : {} });
  if (mine !== latest) return;
  picture()?.removeAttribute("aria-busy");
  if (document.querySelector(".failed")) return;
  const now = picture()?.dataset["address"] ?? address;
  if (push && now !== location.pathname + location.search) history.pushState({ htmx: true }, "", now);
  for (const act of drawn) act();
}

// Draws the map under the one that moves anew, for paper and for when it goes; dropped when the picture changes again.
export async function redraw(): Promise<void> {
  const map = document.querySelector<HTMLElement>("#map.live");
  const mine = latest;
  const address = picture()?.dataset["address"];
  if (!map || !address) return;
  const answer = await fetch(address, { headers: { "HX-Request": "true", [MAP]: "alone" }, credentials: "same-origin" });
  if (!answer.ok || mine !== latest) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".drawn-map");
  if (fresh && mine === latest) map.querySelector(".drawn-map")?.replaceWith(document.importNode(fresh, true));
}

// The address with some keys changed, without a request: for the row that is selected and where the map stands.
export function note(changes: Record<string, string | null>): void {
  const url = new URL(location.href);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(key);
    else url.searchParams.set(key, value);
  }
  url.search = readable(url.searchParams);
  history.replaceState(history.state, "", url);
}

// The next rows of the list, put where the button for them was.
async function more(link: HTMLAnchorElement): Promise<void> {
  const before = link.closest("li")?.previousElementSibling;
  await htmx.ajax("GET", link.getAttribute("href") ?? "/", { target: "#more", source: PICTURE, swap: "outerHTML" });
  before?.nextElementSibling?.querySelector<HTMLElement>("h3 a")?.focus();
}

function followed(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-part], a[data-more]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link.dataset["more"] !== undefined) void more(link);
  else void go(withMap(link.getAttribute("href") ?? "/", link.dataset["map"] !== undefined));
}

function submitted(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (form.dataset["part"] === undefined) return;
  event.preventDefault();
  form.closest("details")?.removeAttribute("open");
  void go(addressOf(form));
}

// A form's address: what is empty is left out, what is given several times is joined.
function addressOf(form: HTMLFormElement): string {
  const asked = new Map<string, string>();
  for (const [key, value] of new FormData(form)) {
    if (typeof value === "string" && value) asked.set(key, asked.has(key) ? `${asked.get(key)},${value}` : value);
  }
  const query = new URLSearchParams([...asked]);
  return withMap(`/?${readable(query)}`, false);
}

// A filter leaves the map where the reader has moved it; a link that moves the map does not.
function withMap(address: string, moves: boolean): string {
  const moved = picture()?.dataset["moved"];
  if (moves) {
    if (picture()) delete picture()!.dataset["moved"];
    return address;
  }
  if (!moved) return address;
  const url = new URL(address, location.href);
  url.searchParams.set("map", moved);
  return `${url.pathname}?${readable(url.searchParams)}`;
}

// A query as the server writes it: keys sorted, nothing escaped that need not be.
function readable(query: URLSearchParams): string {
  query.sort();
  return query.toString().replaceAll("%2C", ",").replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%7E", "~");
}

function failed(told: string): void {
  document.querySelector(".failed")?.remove();
  const line = document.createElement("p");
  line.className = "failed";
  line.setAttribute("role", "alert");
  line.textContent = told;
  picture()?.removeAttribute("aria-busy");
  for (const form of picture()?.querySelectorAll("form") ?? []) form.reset();    // boxes say what is shown, not what was asked
  picture()?.before(line);
}
