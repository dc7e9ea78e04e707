// The review desk by keyboard: a key presses the button that carries it. Letters work only while focus is in the case, never while
// somebody types; `Escape` leads back from a form even from its fields. The forms themselves are plain and work without this.
// Forms elsewhere that say data-auto are sent as soon as a choice is made.

import { meant } from "./keymap";
import { takes } from "./outbox";

const CASE = ".case";

export function listen(): void {
  document.addEventListener("change", (event) => {
    const form = (event.target as Element).closest<HTMLFormElement>("form[data-auto]");
    if (form && !form.closest("#picture")) form.requestSubmit();
  });
  const at = document.querySelector<HTMLElement>(CASE);
  if (!at) return;
  const edit = at.querySelector<HTMLElement>(".edit");
  (at.querySelector<HTMLElement>("[autofocus]") ?? edit ?? at).focus({ preventScroll: true });
  edit?.scrollIntoView({ block: "nearest" });
  document.querySelector(".wording")?.addEventListener("change", tell);
  tell();
  document.querySelector(".rows-alike")?.addEventListener("change", count);
  count();
  document.addEventListener("keydown", pressed);
  document.addEventListener("submit", once);
  progress(at);
}

// While decisions go into the tables, the server says what it does.
function progress(at: HTMLElement): void {
  const told = at.querySelector<HTMLElement>("[data-progress^='/']");
  if (!told) return;
  const source = new EventSource(told.dataset["progress"] ?? "");
  source.addEventListener("step", (event) => { told.textContent = `Your decisions are saved; the tables are being made: ${JSON.parse(event.data) as string}.`; });
  source.addEventListener("done", (event) => {
    const { waiting, problem } = JSON.parse((event as MessageEvent<string>).data) as { waiting: number; problem: string | null };
    told.textContent = problem ? `${problem} Your decisions are kept.` : waiting ? `${waiting} not yet in the tables.` : "In the tables.";
    source.close();
  });
  source.addEventListener("error", () => source.close());
}

// One key saves once: while a form is on its way, its buttons do nothing.
function once(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (form.method !== "post" || takes(form)) return;
  if (form.dataset["sent"]) event.preventDefault();
  form.dataset["sent"] = "1";
}

// The first and the last word of a span: [ and ] move the end by a word, { and } the start.
const MOVES: Record<string, [string, number]> = { "[": ["end", -1], "]": ["end", 1], "{": ["start", -1], "}": ["start", 1] };

function moved(key: string): boolean {
  const move = MOVES[key];
  const field = move && document.querySelector<HTMLSelectElement>(`.wording select[name="${move[0]}"]`);
  if (!move || !field) return false;
  const to = field.selectedIndex + move[1];
  if (to >= 0 && to < field.options.length) field.selectedIndex = to;
  tell();
  return true;
}

function tell(): void {
  const told = document.getElementById("chosen-words");
  const [start, end] = [...document.querySelectorAll<HTMLSelectElement>(".wording select")];
  if (!told || !start || !end) return;
  const words = [...start.options].slice(start.selectedIndex, end.selectedIndex + 1).map((option) => option.text);
  told.textContent = words.length ? `“${words.join(" ")}”` : "The last word comes before the first.";
}

// Several rows: j and k go from box to box, and the button says how many are ticked.
const boxes = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>(".rows-alike input")];

function stepped(key: string): boolean {
  const by = { j: 1, k: -1 }[key], found = boxes();
  if (!by || !found.length) return false;
  const next = found[found.indexOf(document.activeElement as HTMLInputElement) + by];
  next?.focus({ preventScroll: true });
  next?.closest("li")?.scrollIntoView({ block: "nearest" });
  return true;
}

function count(): void {
  const told = document.getElementById("ticked"), found = boxes();
  if (told) told.textContent = `${found.filter(({ checked }) => checked).length} of ${found.length} ticked`;
}

function pressed(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat) return;
  const target = event.target as HTMLElement;
  const typing = target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)
    || (target instanceof HTMLInputElement && !/^(radio|checkbox|button|submit)$/.test(target.type));
  if (typing && event.key !== "Escape") return;
  if (localStorage.getItem("keys") === "off" && event.key !== "Escape") return;
  if (!target.closest(CASE)) return;
  if (moved(event.key) || stepped(meant(event.key))) {
    event.preventDefault();
    return;
  }
  const key = event.key === "]" ? "[" : meant(event.key);
  const pressable = document.querySelector<HTMLElement>(`.edit [data-key="${CSS.escape(key)}"]`)
    ?? document.querySelector<HTMLElement>(`${CASE} [data-key="${CSS.escape(key)}"]`);
  if (!pressable) return;
  event.preventDefault();
  pressable.click();
}
