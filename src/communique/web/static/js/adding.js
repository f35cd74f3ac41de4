// The form that adds: files and folders by dropping, a bar while they are sent. Without this the
// form is sent as any other.

const MOST_SHOWN = 4;

async function filesOf(entry, path = "") {
  if (entry.isFile) {
    const file = await new Promise((done, fail) => entry.file(done, fail));
    return [[path + file.name, file]];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return found;
    for (const each of some) found.push(...(await filesOf(each, `${path}${entry.name}/`)));
  }
}

async function dropped(transfer) {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry?.())
    .filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => [file.name, file]);
  return (await Promise.all(entries.map((entry) => filesOf(entry)))).flat();
}

function send(form, files) {
  const error = form.querySelector("[data-error]");
  const bar = form.querySelector("[data-sent]");
  const button = form.querySelector(":scope > button");
  const data = new FormData(form);
  data.delete("files");
  for (const [name, file] of files) data.append("files", file, name);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("X-CSRF-Token", form.elements.csrf.value);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = event.loaded / event.total;
  });
  const failed = (words) => {
    error.textContent = words;
    error.hidden = false;
    bar.hidden = true;
    button.disabled = false;
  };
  request.addEventListener("load", () => {
    if (request.status === 202) {
      window.location.assign(request.getResponseHeader("Location"));
      return;
    }
    try {
      const told = JSON.parse(request.responseText).error;
      failed(`${told.message} ${told.advice}`);
    } catch {
      failed(form.dataset.failed);
    }
  });
  request.addEventListener("error", () => failed(form.dataset.failed));
  error.hidden = true;
  bar.value = 0;
  bar.hidden = !files.length;
  button.disabled = true;
  request.send(data);
}

function prepare(form) {
  const zone = form.querySelector("[data-drop]");
  const list = form.querySelector("[data-list]");
  const input = form.elements.files;
  const directory = form.querySelector("[data-directory]");
  form.querySelector("[data-folder]").hidden = !("webkitdirectory" in directory);
  let chosen = [];
  const show = () => {
    const names = chosen.slice(0, MOST_SHOWN).map(([name]) => name);
    const more = chosen.length > MOST_SHOWN ? ` … (${chosen.length})` : "";
    list.textContent = chosen.length ? `${form.dataset.chosen} ${names.join(" · ")}${more}` : "";
  };
  input.addEventListener("change", () => {
    chosen = [...input.files].map((file) => [file.name, file]);
    show();
  });
  directory.addEventListener("change", () => {
    chosen = [...directory.files].map((file) => [file.webkitRelativePath || file.name, file]);
    show();
  });
  const over = (on) => (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    zone.classList.toggle("over", on);
  };
  // The whole window takes files, so that none dropped beside the zone is opened by the browser.
  window.addEventListener("dragover", over(true));
  window.addEventListener("dragleave", over(false));
  window.addEventListener("drop", async (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    zone.classList.remove("over");
    chosen = await dropped(event.dataTransfer);
    show();
    if (chosen.length) send(form, chosen);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, chosen);
  });
  window.addEventListener("pageshow", () => {
    form.querySelector(":scope > button").disabled = false;
  });
}

for (const form of document.querySelectorAll("form[data-adding]")) prepare(form);
