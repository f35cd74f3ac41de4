// How far an addition is: asked for each second while anything is left to do.

const SECOND = 1000;
const part = () => document.getElementById("addition");
let known = "";

async function look() {
  const here = new URL(window.location.href);
  here.searchParams.set("size", "1");
  here.searchParams.set("page", "1");
  const answer = await fetch(here, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const told = await answer.json();
  const bar = part().querySelector(".bar progress");
  bar.max = Math.max(told.progress.total, 1);
  bar.value = told.progress.done;
  const now = JSON.stringify([told.state, told.progress, told.vectors]);
  if (now === known) return;
  known = now;
  const page = await fetch(window.location.href, { headers: { Accept: "text/html" } });
  if (!page.ok) return;
  const made = new DOMParser().parseFromString(await page.text(), "text/html");
  const opened = new Set([...part().querySelectorAll(".items details[open]")].map((each) => each.closest("li").querySelector("strong").textContent));
  const focused = document.activeElement?.closest("#addition form") !== null && document.activeElement !== document.body;
  part().replaceWith(document.adoptNode(made.getElementById("addition")));
  for (const item of part().querySelectorAll(".items > li")) {
    const details = item.querySelector("details");
    if (details && opened.has(item.querySelector("strong").textContent)) details.open = true;
  }
  if (focused) part().querySelector("form button")?.focus();
}

async function follow() {
  while (part().dataset.open === "yes") {
    await new Promise((done) => setTimeout(done, SECOND));
    try {
      await look();
    } catch {
      // The server may be busy or restarting; the next second tells.
    }
  }
}

follow();
