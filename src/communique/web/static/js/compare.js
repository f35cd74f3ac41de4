// Two texts: lines between where moved words stood and where they stand, the next change by key, the
// address as the view is, and where in the text one is.

const SVG = "http://www.w3.org/2000/svg";
const changes = document.querySelector(".changes");
const views = document.querySelector("[data-views]");
const lines = changes.querySelector("svg.lines");
const strip = views.querySelector("svg.strip");
const narrow = matchMedia("(max-width: 60rem)");

const shown = (row) => row.offsetParent !== null;

// Lines ----------------------------------------------------------------------------------------

function draw() {
  lines.replaceChildren();
  const inline = document.getElementById("view-inline");
  if (narrow.matches || inline?.checked) return;
  const frame = changes.getBoundingClientRect();
  lines.setAttribute("width", frame.width);
  lines.setAttribute("height", frame.height);
  for (const row of changes.querySelectorAll("[data-from]")) {
    const left = document.getElementById(row.dataset.from);
    if (!shown(row) || !shown(left)) continue;
    const from = left.querySelector(".old").getBoundingClientRect();
    const to = row.querySelector(".new").getBoundingClientRect();
    lines.append(curve(from, to, frame, row.id));
  }
}

function curve(from, to, frame, id) {
  const [x1, x2] = [from.right - frame.left + 3, to.left - frame.left - 3];
  const [y1, y2] = [from, to].map((box) => box.top - frame.top + Math.min(box.height / 2, 14));
  const middle = (x1 + x2) / 2;
  const made = document.createElementNS(SVG, "path");
  made.setAttribute("d", `M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2}`);
  made.dataset.to = id;
  return made;
}

// A line is told apart when its words, at either end, are looked at.
for (const kind of ["pointerenter", "focusin", "pointerleave", "focusout"]) {
  const on = kind === "pointerenter" || kind === "focusin";
  for (const row of changes.querySelectorAll("[data-from]")) {
    for (const end of [row, document.getElementById(row.dataset.from)]) {
      end.addEventListener(kind, () => {
        lines.querySelector(`[data-to="${row.id}"]`)?.classList.toggle("lit", on);
      });
    }
  }
}

// The address ----------------------------------------------------------------------------------

function address() {
  const asked = new URLSearchParams(new FormData(views));
  const boxes = [...views.querySelectorAll("[name=origin]")];
  if (boxes.every((box) => box.checked)) asked.delete("origin");
  if (asked.get("view") === "beside") asked.delete("view");
  if (asked.get("what") === "all") asked.delete("what");
  history.replaceState(null, "", `/compare?${asked}${location.hash}`);
}

views.addEventListener("change", () => {
  address();
  draw();
  look();
});
views.querySelector("button").remove();

// Keys -----------------------------------------------------------------------------------------

function stops() {
  return [...changes.querySelectorAll(".change:not(.o-kept), .change.moved")].filter(shown);
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key !== "j" && event.key !== "k") return;
  const all = stops();
  const here = document.activeElement?.closest?.(".change");
  const line = innerHeight / 3;
  const place = (row) => row.getBoundingClientRect().top;
  let next;
  if (here) {
    const order = event.key === "j" ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
    const rest = all.filter((row) => row !== here && here.compareDocumentPosition(row) & order);
    next = event.key === "j" ? rest[0] : rest.at(-1);
  } else {
    next = event.key === "j" ? all.find((row) => place(row) > 0) : all.findLast((row) => place(row) < line);
  }
  if (!next) return;
  event.preventDefault();
  next.querySelector(".told a").focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
});

// The strip ------------------------------------------------------------------------------------

// Which part of the text is on the screen, by the rows that have a place on the strip.
function look() {
  const window_ = strip.querySelector(".window");
  const all = changes.getBoundingClientRect();
  if (!all.height) return;
  const top = Math.min(1, Math.max(0, -all.top / all.height));
  const bottom = Math.min(1, Math.max(0, (innerHeight - all.top) / all.height));
  window_.setAttribute("x", 1000 * top);
  window_.setAttribute("width", Math.max(2, 1000 * (bottom - top)));
}

let due = false;
addEventListener(
  "scroll",
  () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      look();
    });
  },
  { passive: true },
);
new ResizeObserver(() => {
  draw();
  look();
}).observe(changes);
document.fonts?.ready.then(draw);
draw();
look();
