// Takes in what has changed without losing the reader's place.
"use strict";

const PLACE = "fazhi-preview-place";
const PATIENCE = 700;

const current = () => document.getElementById("view");
const place = () => document.getElementById("desk").scrollTop;

async function take(version) {
  if (current().dataset.version === version) return;
  const answer = await fetch("/view", { cache: "no-store" });
  if (!answer.ok) return;
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = document.adoptNode(parsed.getElementById("view"));
  const top = place();
  const side = document.getElementById("findings").scrollTop;
  await drawn(next);
  current().replaceWith(next);
  document.getElementById("desk").scrollTop = top;
  document.getElementById("findings").scrollTop = side;
  document.title = `${next.dataset.title}　预览`;
}

function listen() {
  const lost = document.getElementById("lost");
  const events = new EventSource("/events");
  let last = Promise.resolve();
  events.onmessage = (event) => {
    lost.hidden = true;
    last = last.then(() => take(event.data)).catch(() => {});
  };
  events.onerror = () => {
    lost.hidden = false;
    // The browser tries again by itself unless it was refused outright.
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  };
  addEventListener("pagehide", () => events.close(), { once: true });
}

// Of the new pictures those in sight are fetched before they are shown, so that nothing flickers; the others when they
// come near. One that is slow is not waited for.
async function drawn(next) {
  const shown = new Set([...current().querySelectorAll("image")].map((one) => one.getAttribute("href") ?? one.dataset.later));
  const inSight = [...current().querySelectorAll(".sheet")].map((sheet) => {
    const box = sheet.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  });
  const loaded = [];
  [...next.querySelectorAll(".sheet")].forEach((sheet, number) => {
    const image = sheet.querySelector("image");
    const address = image.getAttribute("href");
    if (shown.has(address)) return;
    if (inSight[number]) {
      const picture = new Image();
      picture.src = address;
      loaded.push(picture.decode().catch(() => {}));
    } else {
      image.removeAttribute("href");
      image.dataset.later = address;
      nearby.observe(sheet);
    }
  });
  await Promise.race([Promise.all(loaded), new Promise((wake) => setTimeout(wake, PATIENCE))]);
}

const nearby = new IntersectionObserver(
  (entries) => {
    for (const entry of entries.filter((one) => one.isIntersecting)) {
      const image = entry.target.querySelector("image");
      if (image.dataset.later) image.setAttribute("href", image.dataset.later);
      nearby.unobserve(entry.target);
    }
  },
  { rootMargin: "1200px" },
);

// A second click on the same link leads there, too.
function lead(event) {
  const link = event.target.closest("a.place");
  const found = link && document.getElementById(link.getAttribute("href").slice(1));
  if (found) found.scrollIntoView({ block: "center" });
}

addEventListener("click", (event) => setTimeout(lead, 0, event));
document.getElementById("desk").scrollTop = Number(sessionStorage.getItem(PLACE));
addEventListener("pagehide", () => sessionStorage.setItem(PLACE, String(place())));
listen();
