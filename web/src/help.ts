// The list of keys: what the registry holds and what stands on the buttons of the page; letters can be switched off there.
import { register, registered } from "./keys";

export function listen(): void {
  register({ key: "?", says: "This list", act: show });
  document.getElementById("show-keys")?.addEventListener("click", show);
}

function show(): void {
  const dialog = document.createElement("dialog");
  dialog.className = "keys";
  const head = document.createElement("h2");
  head.textContent = "Keys";
  head.id = "keys-head";
  dialog.setAttribute("aria-labelledby", head.id);
  const list = document.createElement("dl");
  for (const [key, says] of told()) {
    const term = document.createElement("dt");
    const sign = document.createElement("kbd");
    sign.textContent = key;
    term.append(sign);
    const meaning = document.createElement("dd");
    meaning.textContent = says;
    list.append(term, meaning);
  }
  dialog.append(head, list, choice(), closer(dialog));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

// The registry's keys, keys of one meaning together, then those of the page's own buttons.
function told(): [string, string][] {
  const rows = new Map<string, string[]>();
  const add = (key: string, says: string): void => void rows.set(says, [...(rows.get(says) ?? []), key]);
  for (const { key, says, within } of registered()) {
    if (!within || document.querySelector(within)) add(key.replace("Arrow", ""), says);
  }
  for (const button of document.querySelectorAll<HTMLElement>("button[data-key], a[data-key]")) {
    const says = button.textContent?.replace(button.querySelector("kbd")?.textContent ?? "", "").trim() || button.title;
    if (says) add(button.dataset["key"]!, says);
  }
  return [...rows].map(([says, keys]) => [keys.join(" "), says]);
}

function choice(): HTMLElement {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = localStorage.getItem("keys") !== "off";
  box.addEventListener("change", () => localStorage.setItem("keys", box.checked ? "on" : "off"));
  label.append(box, " Letters act as keys");
  return label;
}

function closer(dialog: HTMLDialogElement): HTMLElement {
  const button = document.createElement("button");
  button.textContent = "Close";
  button.addEventListener("click", () => dialog.close());
  return button;
}
