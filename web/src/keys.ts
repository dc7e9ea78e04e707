// One registry holds all keys; a key that two actions want is an error at registration, and a test looks at it.
// Letters act on `event.key`, not on the key's position; never while somebody types; a page may limit them to a part of itself.

import { meant } from "./keymap";

export interface Key {
  readonly key: string;             // as in KeyboardEvent.key; "g p" is two keys one after the other
  readonly says: string;            // what it does, for the list of keys
  readonly act: (event: KeyboardEvent) => void;
  readonly within?: string;         // selector: only while focus is in there
}

const registry = new Map<string, Key>();
let first = "";                     // the first of two keys

export function register(...keys: Key[]): void {
  for (const key of keys) {
    if (registry.has(key.key)) throw new Error(`two actions want the key ${key.key}`);
    registry.set(key.key, key);
  }
}

export function registered(): Key[] {
  return [...registry.values()];
}

const PAGES: Record<string, string> = { p: "/", f: "/figures", b: "/borders", a: "/actors", s: "/statements", r: "/review" };

export function listen(): void {
  register({ key: "/", says: "Search", act: () => document.querySelector<HTMLInputElement>("#find")?.focus() });
  for (const [letter, href] of Object.entries(PAGES)) {
    register({ key: `g ${letter}`, says: `Go to ${href === "/" ? "the picture" : href.slice(1)}`, act: () => location.assign(href) });
  }
  document.addEventListener("keydown", pressed);
}

function typing(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio|button|submit)$/.test(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName));
}

function pressed(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
  if (event.key.length === 1 && localStorage.getItem("keys") === "off" || document.querySelector("dialog[open]")) return;
  const key = meant(event.key);
  const found = registry.get(first ? `${first} ${event.key}` : key) ?? registry.get(key);
  first = !found && key === "g" ? "g" : "";
  if (!found || (found.within && !document.activeElement?.closest(found.within))) return;
  event.preventDefault();
  found.act(event);
}
