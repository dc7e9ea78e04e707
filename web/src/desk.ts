// What every page of the desk loads: htmx, the keys, and what the page's own parts need.
import "htmx.org";
import * as brush from "./brush";
import * as help from "./help";
import * as keymap from "./keymap";
import * as keys from "./keys";
import * as live from "./live";
import * as outbox from "./outbox";
import * as parts from "./parts";
import * as review from "./review";
import * as rows from "./rows";
import * as saving from "./saving";

// Changes go out with the form token of this page (see serve/security.py).
document.addEventListener("htmx:config:request", (event) => {
  const detail = (event as CustomEvent).detail as { ctx?: { request?: { headers?: Record<string, string> } } };
  const headers = detail.ctx?.request?.headers;
  if (headers) headers["X-Dateline-Form"] = document.body.dataset["form"] ?? "";
});

document.documentElement.classList.add("js");
keys.listen();
keymap.sign();
help.listen();
rows.listen();
brush.listen();
live.listen();
parts.listen();
outbox.listen();
review.listen();
saving.listen();
