// Fields that name a document: what is typed finds documents, the newest first.

const WAIT = 200;

for (const form of document.querySelectorAll("[data-picker]")) {
  for (const field of form.querySelectorAll("input[list]")) {
    let timer = 0;
    let asked = "";
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => suggest(field), WAIT);
    });
    const suggest = async (input) => {
      const text = input.value.trim();
      if (text.length < 2 || text === asked || /^[0-9a-f]{16}\b/.test(text)) return;
      asked = text;
      const query = new URLSearchParams({ text, size: 20, sort: "date", reverse: true });
      const answer = await fetch(`/documents?${query}`, { headers: { Accept: "application/json" } });
      if (!answer.ok || asked !== text) return;
      const { rows } = await answer.json();
      input.list.replaceChildren(...rows.map(option));
    };
  }
  // The address needs the id alone.
  form.addEventListener("submit", () => {
    for (const field of form.querySelectorAll("input[list]")) {
      field.value = field.value.replace(/^([0-9a-f]{16})\s.*$/su, "$1");
    }
  });
}

function option(row) {
  const made = document.createElement("option");
  const date = row.event.date || row.published || "";
  made.value = `${row.id} ${date} ${row.title || row.name} (${row.language})`;
  return made;
}
