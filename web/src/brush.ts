// The brush over the timeline: two handles that are sliders, a range that can be drawn or moved. While it moves, only the browser
// acts: bars outside grow pale and their number is told; when it rests, the address is asked for.
import { go, picture, whenDrawn } from "./parts";

const DAY = 86_400_000;
const REST = 350;                    // milliseconds after the last key before the list is fetched
type Ends = [number, number];        // first and last day, as days since 1970

let ends: Ends = [0, 0];
let timer = 0;

export function listen(): void {
  if (!picture()) return;
  whenDrawn(init);
  document.addEventListener("pointerdown", pressed);
  document.addEventListener("keydown", keyed);
  addEventListener("resize", () => show(ends));
}

function chart(): HTMLElement | null {
  return document.getElementById("timeline");
}

function dayOf(iso: string | undefined): number {
  return iso ? Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY) : NaN;
}

function iso(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

function bounds(): Ends {
  const data = chart()!.dataset;
  return [dayOf(data["first"]), dayOf(data["last"])];
}

function init(): void {
  const data = chart()?.dataset;
  if (!data) return;
  const [first, last] = bounds();
  ends = [dayOf(data["from"]) || first, dayOf(data["to"]) || last];
  show(ends);
}

// Draws the brush, the handles and the pale bars for a range.
function show([from, to]: Ends): void {
  const box = chart();
  if (!box) return;
  const [first, last] = bounds();
  const whole = last - first + 1;
  const left = Math.max(0, ((from - first) / whole) * 100);
  const right = Math.min(100, ((to - first + 1) / whole) * 100);
  const svg = box.querySelector("svg")!;
  let brush = svg.querySelector(".brush");
  if (!brush) {
    brush = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    brush.setAttribute("class", "brush");
    brush.setAttribute("y", "0.5");
    brush.setAttribute("height", "83");
    svg.append(brush);
  }
  brush.setAttribute("x", `${left}%`);
  brush.setAttribute("width", `${Math.max(0, right - left)}%`);
  brush.setAttribute("visibility", left <= 0 && right >= 100 ? "hidden" : "visible");
  for (const bar of svg.querySelectorAll<SVGRectElement>("g rect")) {
    const middle = parseFloat(bar.getAttribute("x")!) + parseFloat(bar.getAttribute("width")!) / 2;
    bar.classList.toggle("out", middle < left || middle > right);
  }
  handle("from", left, from, first, to);
  handle("to", right, to, from, last);
}

function handle(name: string, at: number, value: number, least: number, most: number): void {
  const found = document.getElementById(`handle-${name}`);
  if (!found) return;
  found.style.setProperty("left", `${at}%`);
  found.setAttribute("aria-valuenow", String(value));
  found.setAttribute("aria-valuemin", String(least));
  found.setAttribute("aria-valuemax", String(most));
  found.setAttribute("aria-valuetext", iso(value));
}

function move(to: Ends): void {
  const [first, last] = bounds();
  const from = Math.min(Math.max(to[0], first), last);
  ends = [from, Math.min(Math.max(to[1], from), last)];
  show(ends);
  const fields = [document.getElementById("from"), document.getElementById("to")] as (HTMLInputElement | null)[];
  fields.forEach((field, n) => { if (field) field.value = iso(ends[n]!); });
  const told = document.getElementById("brushed");
  if (told) told.textContent = `${iso(ends[0])} to ${iso(ends[1])}: ${within(ends)} events`;
}

// How many events of the chart lie in a range, by the chart's own table.
function within([from, to]: Ends): number {
  let sum = 0;
  for (const row of chart()!.querySelectorAll<HTMLTableRowElement>("tbody tr")) {
    const day = dayOf(row.cells[0]!.textContent!);
    if (day >= from && day <= to) sum += Number(row.cells[1]!.textContent) + Number(row.cells[2]!.textContent);
  }
  return sum;
}

// Asks for the range; the whole chart is no filter.
function rest(): void {
  const [first, last] = bounds();
  const url = new URL(picture()?.dataset["address"] ?? location.href, location.href);
  url.searchParams.delete("after");
  for (const [key, value, whole] of [["from", ends[0], first], ["to", ends[1], last]] as const) {
    if (value === whole) url.searchParams.delete(key);
    else url.searchParams.set(key, iso(value));
  }
  void go(url.pathname + url.search);
}

function pressed(event: PointerEvent): void {
  const box = chart();
  if (!box || !box.contains(event.target as Node) || event.button) return;
  const [first, last] = bounds();
  const { left, width } = box.getBoundingClientRect();
  const dayAt = (x: number): number => first + Math.floor(((x - left) / width) * (last - first + 1));
  const held = (event.target as Element).closest<HTMLElement>(".handle")?.id;
  const start = dayAt(event.clientX);
  const before: Ends = [...ends];
  const whole = before[0] <= first && before[1] >= last;
  const inside = !held && !whole && start >= before[0] && start <= before[1];
  let moved = false;
  const slide = (now: PointerEvent): void => {
    if (!moved && Math.abs(now.clientX - event.clientX) < 4) return;
    moved = true;
    const day = dayAt(now.clientX);
    const by = Math.min(Math.max(day - start, first - before[0]), last - before[1]);
    if (held === "handle-from") move([Math.min(day, before[1]), before[1]]);
    else if (held === "handle-to") move([before[0], Math.max(day, before[0])]);
    else if (inside) move([before[0] + by, before[1] + by]);
    else move([Math.min(start, day), Math.max(start, day)]);
  };
  const done = (): void => {
    removeEventListener("pointermove", slide);
    removeEventListener("pointerup", done);
    removeEventListener("pointercancel", done);
    if (moved) rest();
  };
  addEventListener("pointermove", slide);
  addEventListener("pointerup", done);
  addEventListener("pointercancel", done);
  if (!held) event.preventDefault();
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7 };

function keyed(event: KeyboardEvent): void {
  const held = (event.target as Element).id;
  if (held !== "handle-from" && held !== "handle-to") return;
  const [first, last] = bounds();
  const n = held === "handle-from" ? 0 : 1;
  const step = STEPS[event.key];
  const to: Ends = [...ends];
  if (step !== undefined) to[n] = ends[n]! + step * (event.shiftKey && Math.abs(step) === 1 ? 7 : 1);
  else if (event.key === "Home") to[n] = n ? ends[0] : first;
  else if (event.key === "End") to[n] = n ? last : ends[1];
  else return;
  event.preventDefault();
  event.stopPropagation();
  to[n] = n ? Math.max(to[1], ends[0]) : Math.min(to[0], ends[1]);
  move(to);
  clearTimeout(timer);
  timer = window.setTimeout(rest, REST);
}
