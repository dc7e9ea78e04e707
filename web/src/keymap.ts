// Which letter does what: as the buttons say it, or as the reader set it. Kept in this browser; a letter that another action has is refused.
const STORE = "keymap";

type Changed = Record<string, string>;      // the usual key: the reader's own

function changed(): Changed {
  try {
    const told: unknown = JSON.parse(localStorage.getItem(STORE) ?? "{}");
    return told && typeof told === "object" ? (told as Changed) : {};
  } catch {
    return {};
  }
}

// Keys that may be changed: one sign that is no digit. "g p" and arrows stay.
export function changeable(key: string): boolean {
  return key.length === 1 && !/[0-9]/.test(key);
}

// The reader's key for a usual one.
export function own(key: string): string {
  return changed()[key] ?? key;
}

// The usual key that a pressed one stands for; "" where the reader gave its action to another.
export function meant(pressed: string): string {
  const key = pressed.length === 1 ? pressed.toLowerCase() : pressed;
  const given = Object.entries(changed());
  const found = given.find(([, now]) => now === key);
  if (found) return found[0];
  return given.some(([usual]) => usual === key) ? "" : key;
}

// Gives an action another key; the words of why not, or "".
export function change(usual: string, to: string, used: Map<string, string>): string {
  const key = to.toLowerCase();
  if (!changeable(key) || key.trim() === "") return "Choose a letter or a sign, no digit.";
  for (const [other, says] of used) {
    if (other !== usual && own(other) === key) return `${key.toUpperCase()} is taken: ${says}.`;
  }
  const now = changed();
  if (key === usual) delete now[usual];
  else now[usual] = key;
  localStorage.setItem(STORE, JSON.stringify(now));
  sign();
  return "";
}

export function reset(): void {
  localStorage.removeItem(STORE);
  sign();
}

// Buttons show the reader's key.
export function sign(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-key]")) {
    const told = button.querySelector("kbd"), key = button.dataset["key"]!;
    if (told && changeable(key)) told.textContent = own(key).toUpperCase();
  }
}
