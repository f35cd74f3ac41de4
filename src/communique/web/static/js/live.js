// Brings in what is worked out beside the server: while the page says that something is on its way
// (`data-live`, in milliseconds if not the usual pause), it is asked for again, and the parts that
// have changed (`data-part`) take its place.

const PAUSE = 3000;

async function renew() {
  if (document.hidden) return wait();
  let page;
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!response.ok) return wait();
    page = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return wait();
  }
  for (const part of document.querySelectorAll("[data-part]")) {
    const fresh = page.querySelector(`[data-part="${CSS.escape(part.dataset.part)}"]`);
    if (!fresh || fresh.innerHTML === part.innerHTML || part.contains(document.activeElement)) continue;
    const open = [...part.querySelectorAll("details")].map((each) => each.open);
    part.innerHTML = fresh.innerHTML;
    part.querySelectorAll("details").forEach((each, at) => {
      if (at in open) each.open = open[at];
    });
  }
  wait();
}

function wait() {
  const live = document.querySelector("[data-live]");
  if (live) setTimeout(renew, Number(live.dataset.live) || PAUSE);
}

wait();
