// The list and the marks are one selection: a click or Enter selects, a second one opens; j and k go through the rows.
import { register } from "./keys";
import { go, note, picture, whenDrawn } from "./parts";

type Listener = (at: [number, number] | null) => void;
const listeners: Listener[] = [];

export function whenSelected(listener: Listener): void {
  listeners.push(listener);
}

export function listen(): void {
  if (!picture()) return;
  document.addEventListener("click", clicked, true);
  register(
    { key: "j", says: "Next row", act: () => step(1) },
    { key: "k", says: "Previous row", act: () => step(-1) },
    { key: "Escape", says: "Leave the selection, close what is open", act: leave },
  );
  document.addEventListener("click", ({ target }) => {
    for (const open of document.querySelectorAll<HTMLDetailsElement>("details.picker[open]")) {
      if (!open.contains(target as Node)) open.open = false;
    }
  });
  whenDrawn(() => {
    tell(selected());
    fold();
  });
}

// On a phone the pickers are folded until somebody opens them; they stay as they were when the picture is drawn anew.
let unfolded = false;
function fold(): void {
  const found = document.querySelector<HTMLDetailsElement>("#fold");
  if (!found || !matchMedia("(max-width: 860px)").matches) return;
  found.open = unfolded;
  found.onclick = ({ target }) => {
    if ((target as Element).matches("#fold > summary")) unfolded = !found.open;
  };
}

function selected(): HTMLElement | null {
  return document.querySelector<HTMLElement>(".row.selected");
}

// Selects the event of a key; one that is not in the list is fetched and stands on its top.
export function select(key: string, focus = false): void {
  const row = document.getElementById(`row-${key}`);
  if (!row) {
    const url = new URL(location.href);
    url.searchParams.set("sel", key);
    void go(url.pathname + url.search);
    return;
  }
  for (const other of document.querySelectorAll(".row.selected, .spots .selected")) other.classList.remove("selected");
  for (const link of document.querySelectorAll(".row [aria-current]")) link.removeAttribute("aria-current");
  row.classList.add("selected");
  const link = row.querySelector<HTMLElement>("h3 a");
  link?.setAttribute("aria-current", "true");
  if (focus) link?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  document.querySelector(`.spots [data-event="${CSS.escape(key)}"]`)?.classList.add("selected");
  note({ sel: key });
  tell(row);
}

function tell(row: HTMLElement | null): void {
  const at = row?.dataset["at"]?.split(",").map(Number);
  const point: [number, number] | null = at && at.length === 2 ? [at[0]!, at[1]!] : null;
  for (const listener of listeners) listener(point);
}

function clicked(event: MouseEvent): void {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const target = event.target as Element;
  const mark = target.closest<SVGAElement>(".spots a[data-event]");
  if (mark) {
    event.preventDefault();
    if (mark.classList.contains("selected")) location.assign(`/event/${encodeURIComponent(mark.dataset["event"]!)}`);
    else select(mark.dataset["event"]!);
    return;
  }
  const row = target.closest<HTMLElement>(".row");
  if (!row || row.classList.contains("selected")) return;
  const link = target.closest("a");
  if (link && !link.closest("h3")) return;
  event.preventDefault();
  select(row.dataset["key"]!, true);
}

function step(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>("#rows .row")];
  const at = rows.findIndex((row) => row.classList.contains("selected"));
  const next = rows[at < 0 ? 0 : at + by];
  if (next) select(next.dataset["key"]!, true);
  else if (by > 0) document.querySelector<HTMLElement>("#more a")?.focus();
}

function leave(): void {
  const open = document.querySelector<HTMLDetailsElement>("details.picker[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary")?.focus();
    return;
  }
  for (const other of document.querySelectorAll(".row.selected, .spots .selected")) other.classList.remove("selected");
  note({ sel: null });
  tell(null);
}
