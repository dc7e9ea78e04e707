// What every page of the desk loads: htmx, the keys, and what the page's own parts need.
import "htmx.org";
import { listen } from "./keys";

// Changes go out with the form token of this page (see serve/security.py).
document.addEventListener("htmx:config:request", (event) => {
  const detail = (event as CustomEvent).detail as { ctx?: { request?: { headers?: Record<string, string> } } };
  const headers = detail.ctx?.request?.headers;
  if (headers) headers["X-Dateline-Form"] = document.body.dataset["form"] ?? "";
});

listen();
