// Two versions: the sentence one looks at and the one that says the same light up together; arrow keys
// go from one to the next, and to the other side.

const edition = document.querySelector("[data-beads]");
const status = document.querySelector("[data-status]");
const sentences = [...edition.querySelectorAll(".bead")];
let lit = null;

function light(bead) {
  if (bead === lit) return;
  for (const each of edition.querySelectorAll(".bead.lit")) each.classList.remove("lit");
  lit = bead;
  const found = bead === null ? [] : edition.querySelectorAll(`[data-bead="${bead}"]`);
  for (const each of found) each.classList.add("lit");
  status.textContent = found.length ? found[0].dataset.told : "";
}

const kept = () => document.activeElement?.closest?.(".bead")?.dataset.bead ?? null;

for (const each of sentences) {
  each.tabIndex = -1;
  // What the tooltip said is said in the line at the foot.
  each.dataset.told = each.title;
  each.removeAttribute("title");
}
if (sentences.length) sentences[0].tabIndex = 0;

edition.addEventListener("pointerover", (event) => {
  const bead = event.target.closest(".bead");
  if (event.pointerType === "mouse") light(bead ? bead.dataset.bead : kept());
});
edition.addEventListener("pointerleave", () => light(kept()));
edition.addEventListener("click", (event) => {
  const bead = event.target.closest(".bead");
  if (bead && getSelection().isCollapsed) bead.focus({ preventScroll: true });
});
edition.addEventListener("focusin", (event) => {
  const bead = event.target.closest(".bead");
  if (!bead) return;
  for (const each of sentences) each.tabIndex = -1;
  bead.tabIndex = 0;
  light(bead.dataset.bead);
});
edition.addEventListener("focusout", () => light(null));

edition.addEventListener("keydown", (event) => {
  const here = event.target.closest(".bead");
  if (!here) return;
  const side = here.closest(".side");
  const name = side.classList.contains("left") ? "left" : "right";
  let next = null;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const own = sentences.filter((each) => each.closest(".side").classList.contains(name));
    next = own[own.indexOf(here) + (event.key === "ArrowDown" ? 1 : -1)];
  } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
    const wanted = event.key === "ArrowRight" ? "right" : "left";
    next = edition.querySelector(`.side.${wanted} [data-bead="${here.dataset.bead}"]`);
  } else if (event.key === "Escape") {
    here.blur();
  }
  if (next) {
    event.preventDefault();
    next.focus();
  }
});
