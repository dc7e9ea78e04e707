// The list of keys: what the registry holds and what stands on the buttons of the page; letters can be changed or switched off there.
import { change, changeable, own, reset } from "./keymap";
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
  const list = document.createElement("dl"), answer = document.createElement("p");
  answer.setAttribute("role", "status");
  const all = told();
  const used = new Map([...all].flatMap(([says, keys]) => keys.map((key) => [key, says] as [string, string])));
  for (const [says, keys] of all) {
    const term = document.createElement("dt");
    const sign = document.createElement("kbd");
    sign.textContent = keys.map((key) => (changeable(key) ? own(key) : key)).join(" ");
    term.append(sign);
    const meaning = document.createElement("dd");
    meaning.textContent = says;
    if (keys.length === 1 && changeable(keys[0]!)) meaning.append(" ", changer(keys[0]!, says, sign, used, answer));
    list.append(term, meaning);
  }
  const buttons = document.createElement("p");
  buttons.append(again(dialog), " ", closer(dialog));
  dialog.append(head, list, choice(), answer, buttons);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

// A button after which the next key pressed is the new one; Escape leaves it.
function changer(usual: string, says: string, sign: HTMLElement, used: Map<string, string>, answer: HTMLElement): HTMLElement {
  const button = document.createElement("button");
  button.className = "plain";
  button.textContent = "change";
  button.setAttribute("aria-label", `Change the key of: ${says}`);
  button.addEventListener("click", () => {
    answer.textContent = `Press the new key for: ${says}. Esc leaves it as it is.`;
    const listen = (event: KeyboardEvent): void => {
      if (/^(Shift|Control|Alt|Meta)$/.test(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      removeEventListener("keydown", listen, true);
      if (event.key === "Escape") answer.textContent = "It stays as it was.";
      else {
        answer.textContent = change(usual, event.key, used) || `${own(usual).toUpperCase()}: ${says}.`;
        sign.textContent = own(usual);
      }
    };
    addEventListener("keydown", listen, true);
  });
  return button;
}

function again(dialog: HTMLDialogElement): HTMLElement {
  const button = document.createElement("button");
  button.textContent = "All as they were";
  button.addEventListener("click", () => {
    reset();
    dialog.close();
    show();
  });
  return button;
}

// The registry's keys, keys of one meaning together, then those of the page's own buttons.
function told(): [string, string[]][] {
  const rows = new Map<string, string[]>();
  const add = (key: string, says: string): void => void rows.set(says, [...(rows.get(says) ?? []), key]);
  for (const { key, says, within } of registered()) {
    if (!within || document.querySelector(within)) add(key.replace("Arrow", ""), says);
  }
  for (const button of document.querySelectorAll<HTMLElement>("button[data-key], a[data-key]")) {
    const says = button.textContent?.replace(button.querySelector("kbd")?.textContent ?? "", "").trim() || button.title;
    if (says) add(button.dataset["key"]!, says);
  }
  return [...rows];
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
