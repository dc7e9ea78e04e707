// Loads the map that moves after first paint and keeps it with the list; until then, and without WebGL, the drawn map answers.
import { register } from "./keys";
import { go, note, picture, redraw, whenDrawn } from "./parts";
import { select, whenSelected } from "./rows";
import type { Live } from "./map";

const MODULE = "/static/built/map.js";
let live: Live | null = null;

export function listen(): void {
  if (!picture()) return;
  register(
    ...(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] as const).map((key) => ({
      key, says: "Move the map", within: "#map", act: () => pan(key),
    })),
    { key: "+", says: "Nearer", within: "#map", act: () => press("+") },
    { key: "-", says: "Farther", within: "#map", act: () => press("-") },
    { key: "0", says: "The whole map", within: "#map", act: () => whole() },
  );
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("#map [data-map]");
    if (!button || !live) return;
    event.preventDefault();
    event.stopPropagation();
    press(button.dataset["map"]!);
  }, true);
  whenDrawn(() => void follow());
  whenSelected((at) => live?.choose(at));
  if (document.readyState === "complete") later();
  else addEventListener("load", later);
}

// The map that moves shows what the list shows; then the drawn one under it.
let rest = 0;
async function follow(): Promise<void> {
  clearTimeout(rest);
  if (!live) return;
  await live.show(query());
  clearTimeout(rest);
  rest = window.setTimeout(() => void redraw(), 900);
}

function later(): void {
  requestAnimationFrame(() => setTimeout(() => void load(), 60));
}

function query(): string {
  return (picture()?.dataset["address"] ?? "/").slice(1);
}

async function load(): Promise<void> {
  const box = document.getElementById("map-live");
  const map = document.getElementById("map");
  if (!box || !map || map.offsetParent === null) return;
  try {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = "/static/built/map.css";
    document.head.append(sheet);
    const module = (await import(MODULE)) as typeof import("./map");
    live = await module.start(box, {
      query: query(), box: map.dataset["box"] ?? "", asked: map.dataset["asked"] ?? "", select, list: (keys) => void go(placed(keys)),
      moved: (at) => {
        note({ map: at });
        picture()!.dataset["moved"] = at;
      },
      ready: () => map.classList.add("live"),
    });
    const row = document.querySelector<HTMLElement>(".row.selected[data-at]")?.dataset["at"]?.split(",").map(Number);
    if (row) live.choose([row[0]!, row[1]!]);
  } catch (error) {
    console.debug("the drawn map stays:", error);
    live = null;                     // no WebGL, or the module is not there: the drawn map stays
  }
}

function placed(keys: number[]): string {
  const url = new URL(picture()?.dataset["address"] ?? "/", location.href);
  url.searchParams.set("place", keys.join(","));
  url.searchParams.delete("sel");
  return url.pathname + url.search;
}

function press(what: string): void {
  if (!live) document.querySelector<HTMLElement>(`#map [data-map="${CSS.escape(what)}"]`)?.click();
  else if (what === "0") live.whole();
  else live.zoom(what === "+" ? 1 : -1);
}

function whole(): void {
  if (live) live.whole();
  else at((document.getElementById("map")?.dataset["whole"] ?? "").split("/").map(Number));
}

const AWAY: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function pan(key: string): void {
  const [x, y] = AWAY[key]!;
  if (live) {
    live.pan(x * 120, y * 120);
    return;
  }
  const [zoom = 0, lat = 0, lon = 0] = (document.getElementById("map")?.dataset["zoom"] ?? "").split("/").map(Number);
  const degrees = (120 / (512 * 2 ** zoom)) * 360;
  at([zoom, Math.max(-80, Math.min(80, lat - y * degrees * 0.8)), lon + x * degrees]);
}

function at(position: number[]): void {
  const url = new URL(picture()?.dataset["address"] ?? "/", location.href);
  url.searchParams.set("map", position.map((each) => String(Math.round(each * 1000) / 1000)).join("/"));
  void go(url.pathname + url.search);
}
