// The document page: marks that open, keys, the outline lit, notes shown in place, links to what
// was selected. Everything but these works without it.

const article = document.querySelector(".reading");
const head = document.querySelector(".doc-head");
const panel = document.getElementById("panel");
const desk = document.querySelector(".desk");
const desktop = matchMedia("(min-width: 62rem)");
const address = () => new URL(location.href);
const instead = (url) => history.replaceState(history.state, "", url);
const marksOf = (id) => document.querySelectorAll(`mark[data-f="${CSS.escape(id)}"]`);

// Marks: which kinds show stands in the address.

const boxes = [...document.querySelectorAll(".kinds [name=show]")];
const isOn = (kind) => document.getElementById(`k-${kind}`)?.checked ?? false;
const kindOf = (mark) => [...mark.classList].find((name) => name.startsWith("k-"))?.slice(2);

document.querySelector(".kinds")?.addEventListener("change", (event) => {
  const url = address();
  if (event.target.id === "furniture") {
    url.searchParams.delete("furniture");
    if (event.target.checked) url.searchParams.set("furniture", "true");
    location.assign(url);
    return;
  }
  const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
  url.searchParams.set("show", chosen.length ? chosen.join(",") : "none");
  instead(url);
});

// Findings: a click on a mark, or a link to one, opens it beside the text.

let before = null;

async function open(id, { focus = false } = {}) {
  const response = await fetch(`/findings/${id}`, { headers: { Accept: "text/html" } });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const told = page.querySelector(".found-card");
  if (!told) return;
  light(id);
  panel.querySelector(".inner").replaceChildren(document.importNode(told, true));
  panel.classList.add("open");
  const url = address();
  url.searchParams.set("finding", id);
  url.hash = `f-${id}`;
  instead(url);
  if (focus) panel.focus({ preventScroll: true });
  // On a phone the panel covers the lower half.
  if (!desktop.matches) marksOf(id)[0]?.scrollIntoView({ block: "start" });
}

function light(id) {
  for (const mark of document.querySelectorAll("mark.on")) mark.classList.remove("on");
  for (const mark of id ? marksOf(id) : []) mark.classList.add("on");
}

function close() {
  const id = panel.querySelector(".found-card")?.dataset.finding;
  panel.classList.remove("open");
  panel.querySelector(".inner").replaceChildren();
  light(null);
  const url = address();
  url.searchParams.delete("finding");
  url.hash = "";
  instead(url);
  const back = before ?? (id && marksOf(id)[0]);
  if (back?.matches("mark")) back.tabIndex = -1;
  back?.focus({ preventScroll: true });
  before = null;
}

function go(mark) {
  mark.tabIndex = -1;
  mark.focus({ preventScroll: true });
  mark.scrollIntoView({ block: "center" });
}

for (const place of [article, head]) {
  place?.addEventListener("click", (event) => {
    if (event.target.closest("a") || !getSelection().isCollapsed) return;
    // The innermost mark that shows.
    let mark = event.target.closest("mark[data-f]");
    while (mark && !isOn(kindOf(mark)) && !mark.classList.contains("on")) {
      mark = mark.parentElement.closest("mark[data-f]");
    }
    if (mark) open(mark.dataset.f);
  });
}

desk?.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-open]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    before = link.isConnected && !panel.contains(link) ? link : before;
    open(link.dataset.open, { focus: true });
    marksOf(link.dataset.open)[0]?.scrollIntoView({ block: "center" });
  } else if (event.target.closest(".panel .close")) {
    event.preventDefault();
    close();
  }
});

panel?.addEventListener("submit", async (event) => {
  const form = event.target.closest("form.judge");
  if (!form) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  const said = form.querySelector(".said");
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(data),
    });
    if (!response.ok) throw new Error((await response.json()).error?.message);
    const id = panel.querySelector(".found-card").dataset.finding;
    for (const mark of marksOf(id)) {
      mark.classList.remove("v-accept", "v-reject", "v-correct");
      mark.classList.add(`v-${data.get("verdict")}`);
    }
    await open(id, { focus: true });
  } catch (error) {
    said.textContent = error.message || document.querySelector(".selecting").dataset.failed;
  }
});

// Keys: n and p (or j and k) go from mark to mark, Enter opens, Escape closes.

function visible() {
  const seen = new Set();
  return [...document.querySelectorAll("mark[data-f]")].filter((mark) => {
    if (seen.has(mark.dataset.f) || !isOn(kindOf(mark))) return false;
    seen.add(mark.dataset.f);
    return true;
  });
}

// Single keys can be switched off, as people who dictate need (WCAG 2.1.4), here as on /review.
const KEPT = "communique-review-keys";
const keys = document.getElementById("keys-on");
if (keys) {
  keys.closest("label").hidden = false;
  try {
    keys.checked = localStorage.getItem(KEPT) !== "off";
  } catch {
    // A browser that keeps nothing begins with the keys on.
  }
  keys.addEventListener("change", () => {
    try {
      localStorage.setItem(KEPT, keys.checked ? "on" : "off");
    } catch {
      // See above.
    }
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  const single = keys?.checked ?? true;
  const step = single ? { n: 1, j: 1, p: -1, k: -1 }[event.key] : undefined;
  const current = document.activeElement?.closest?.("mark[data-f]");
  if (step) {
    const marks = visible();
    const lit = current ?? document.querySelector("mark.on");
    let at = lit ? marks.findIndex((mark) => mark.dataset.f === lit.dataset.f) : -1;
    if (at < 0) {
      const top = marks.findIndex((mark) => mark.getBoundingClientRect().top > 80);
      at = step > 0 ? (top < 0 ? marks.length : top) - 1 : top < 0 ? marks.length : top;
    }
    const mark = marks[at + step];
    if (mark) {
      event.preventDefault();
      go(mark);
      if (panel.classList.contains("open")) open(mark.dataset.f);
    }
  } else if (single && event.key === "s" && !toolbar.hidden) {
    event.preventDefault();
    toolbar.querySelector("button").focus();
  } else if (event.key === "Enter" && current) {
    event.preventDefault();
    before = current;
    open(current.dataset.f, { focus: true });
  } else if (event.key === "Escape") {
    if (!toolbar.hidden) toolbar.hidden = true;
    else if (panel.classList.contains("open")) close();
  }
});

// The outline: the part one reads is lit; on a wide screen it stands open.

const wide = matchMedia("(min-width: 82rem)");
for (const [fold, query] of [[".outline details", wide], ["details.fold", desktop]]) {
  const unfold = () => {
    for (const each of document.querySelectorAll(fold)) each.open ||= query.matches;
  };
  query.addEventListener("change", unfold);
  unfold();
}
const parts = new Map();
for (const link of document.querySelectorAll(".outline a")) {
  const target = document.getElementById(link.hash.slice(1));
  if (target) parts.set(target, link);
}
let ahead = false;
function lit() {
  ahead = false;
  let now = null;
  for (const [target, link] of parts) {
    if (target.getBoundingClientRect().top > 140) break;
    now = link;
  }
  for (const link of parts.values()) {
    if (link === now) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  if (now && wide.matches) {
    const box = now.closest(".outline");
    const { top, bottom } = now.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    if (top < frame.top || bottom > frame.bottom) box.scrollTop += top - frame.top - frame.height / 3;
  }
}
if (parts.size) {
  const seen = new IntersectionObserver(() => {
    if (!ahead) requestAnimationFrame(lit);
    ahead = true;
  }, { rootMargin: "-140px 0px 0px 0px", threshold: [0, 1] });
  for (const target of parts.keys()) seen.observe(target);
}

// Notes: a click shows the note where it is marked.

article?.addEventListener("click", (event) => {
  const link = event.target.closest(".ref a");
  const note = link && document.getElementById(link.hash.slice(1));
  if (!note || !HTMLElement.prototype.showPopover) return;
  event.preventDefault();
  const card = document.createElement("div");
  card.className = "note-card words";
  card.popover = "auto";
  card.lang = article.lang;
  for (const node of note.cloneNode(true).childNodes) card.append(node.cloneNode(true));
  for (const each of card.querySelectorAll("[id]")) each.removeAttribute("id");
  for (const each of card.querySelectorAll("[data-at]")) each.removeAttribute("data-at");
  card.addEventListener("toggle", (change) => {
    if (change.newState === "closed") card.remove();
  });
  document.body.append(card);
  card.showPopover();
  const at = link.getBoundingClientRect();
  const width = card.offsetWidth;
  const below = at.bottom + card.offsetHeight + 12 < innerHeight;
  card.style.left = `${Math.max(8, Math.min(at.left - 20, innerWidth - width - 8))}px`;
  card.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - card.offsetHeight - 6)}px`;
});

// A selection as code points of the reading. A sentence says where it stands (`data-at`), and again
// wherever its words do not go on from there; in between, code points are counted.

const points = (text) => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

function placesOf(sentence) {
  const found = [];
  let at = Number(sentence.dataset.at);
  const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
    acceptNode: (node) =>
      node.nodeType === Node.ELEMENT_NODE && node.classList.contains("ref")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  });
  let node;
  while ((node = walker.nextNode())) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.dataset.at !== undefined) at = Number(node.dataset.at);
      continue;
    }
    const sign = node.parentElement.dataset.sign !== undefined;
    const length = sign ? 1 : points(node.data);
    found.push({ node, at, length, sign });
    at += length;
  }
  return found;
}

function chosen() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  let start = null;
  let end = null;
  for (const sentence of document.querySelectorAll("main .s[data-at]")) {
    if (!range.intersectsNode(sentence)) continue;
    for (const { node, at, length, sign } of placesOf(sentence)) {
      if (!range.intersectsNode(node)) continue;
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.data.length;
      if (from >= to) continue;
      const first = sign ? at : at + points(node.data.slice(0, from));
      const last = sign ? at + length : at + points(node.data.slice(0, to));
      start = start === null ? first : Math.min(start, first);
      end = end === null ? last : Math.max(end, last);
    }
  }
  return start === null ? null : { start, end, range };
}

const toolbar = document.querySelector(".selecting");
let spot = null;

function offer() {
  const found = chosen();
  if (!found) {
    if (!toolbar.contains(document.activeElement)) toolbar.hidden = true;
    return;
  }
  spot = found;
  toolbar.querySelector("[role=status]").textContent = "";
  toolbar.querySelector("textarea")?.remove();
  const words = getSelection().toString().replace(/\s+/g, " ").trim();
  const history = toolbar.querySelector("[data-do=history]");
  history.hidden = words.length < 2 || words.length > 120;
  history.href = `/phrase?words=${encodeURIComponent(words)}`;
  toolbar.hidden = false;
  const box = found.range.getBoundingClientRect();
  toolbar.style.left = `${Math.max(8, Math.min(box.left, innerWidth - toolbar.offsetWidth - 8)) + scrollX}px`;
  toolbar.style.top = `${box.bottom + scrollY + 8}px`;
}

let waiting = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  waiting = setTimeout(offer, 200);
});

async function copy(text) {
  const status = toolbar.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = toolbar.dataset.copied;
  } catch {
    status.textContent = toolbar.dataset.notCopied;
    const box = document.createElement("textarea");
    box.value = text;
    box.readOnly = true;
    toolbar.append(box);
    box.select();
  }
}

toolbar?.addEventListener("click", async (event) => {
  const what = event.target.closest("[data-do]")?.dataset.do;
  if (!spot || !what || what === "history") return;
  toolbar.querySelector("[role=status]").textContent = ""; // what is said again is heard again
  const at = `${spot.start}-${spot.end}`;
  const path = `/documents/${article.dataset.id}`;
  if (what === "link") {
    await copy(`${location.origin}${path}?at=${at}#at`);
    return;
  }
  const response = await fetch(`${path}/citation?at=${at}`, { headers: { Accept: "application/json" } });
  if (!response.ok) {
    toolbar.querySelector("[role=status]").textContent = toolbar.dataset.failed;
    return;
  }
  const { quote, citation } = await response.json();
  await copy(`${quote}\n${citation}`);
});
