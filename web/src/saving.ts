// A large file: how far it is, told by the server; when it is written the page is shown anew and the file comes by itself.
export function listen(): void {
  const box = document.querySelector<HTMLElement>(".saving");
  if (box?.dataset["state"] === "done" && sessionStorage.getItem("saving") === location.pathname) {
    sessionStorage.removeItem("saving");
    document.querySelector<HTMLElement>("#the-file")?.click();
  }
  const from = box?.dataset["saving"], words = document.getElementById("how-far"), bar = box?.querySelector("progress");
  if (!from || !words || !bar) return;
  sessionStorage.setItem("saving", location.pathname);
  const source = new EventSource(`${from}/progress`);
  source.addEventListener("step", (event) => {
    const told = JSON.parse((event as MessageEvent<string>).data) as { words: string; rows: number };
    words.textContent = told.words;
    bar.value = told.rows;
  });
  source.addEventListener("done", () => {
    source.close();
    location.reload();
  });
  source.addEventListener("error", () => source.close());
}
