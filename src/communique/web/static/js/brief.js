// A brief: prints itself, and a page whose brief is being made comes again.

const printer = document.querySelector("[data-print]");
if (printer) {
  printer.hidden = false;
  printer.addEventListener("click", () => window.print());
}

const making = document.querySelector("[data-reload]");
if (making) setTimeout(() => window.location.reload(), Number(making.dataset.reload));
