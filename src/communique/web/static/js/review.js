// Reviewing by single keys: an element with data-key is pressed, or gets the focus if one types in it.
// The keys can be switched off, as people who dictate need (WCAG 2.1.4); the choice is kept in the browser.

const KEPT = "communique-review-keys";
const dialog = document.getElementById("keys");
const box = document.getElementById("keys-on");
let on = true;
try {
  on = localStorage.getItem(KEPT) !== "off";
} catch {
  // A browser that keeps nothing begins with the keys on.
}
box.checked = on;
box.addEventListener("change", () => {
  on = box.checked;
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // See above.
  }
});

const opener = document.querySelector('[data-opens="keys"]');
opener.hidden = false;
opener.addEventListener("click", () => dialog.showModal());

function press(element) {
  if (element.matches("details")) {
    element.open = true;
    element.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  } else if (element.matches("input, select, textarea")) {
    element.focus();
  } else {
    element.click();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || dialog.open) return;
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (typing) {
    if (event.key === "Escape") typing.blur();
    return;
  }
  if (!on && event.key !== "?") return;
  for (const element of document.querySelectorAll("[data-key]")) {
    if (element.dataset.key.split(" ").includes(event.key)) {
      event.preventDefault();
      press(element);
      return;
    }
  }
});

// A decision is sent once, however often its key is pressed while the next finding loads.
let sent = false;
for (const form of document.querySelectorAll(".judge form, .latest form, .held form")) {
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
}
window.addEventListener("pageshow", () => {
  sent = false;
});
