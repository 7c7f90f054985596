// Parts the report into sheets, and takes in what has changed without losing the reader's place.
"use strict";

const PLACE = "fazhi-preview-place";

// ── Sheets ──────────────────────────────────────────────────────────────────────────────────────────────────────

function paginate(main) {
  const desk = main.querySelector("#desk");
  const flow = main.querySelector("#flow");
  if (!flow || flow.children.length === 0) return;
  const stage = document.createElement("div");
  stage.id = "stage";
  document.body.append(stage);
  const pages = new Pages(stage);
  for (const piece of [...flow.children]) pages.add(piece);
  pages.number();
  desk.replaceChildren(...stage.children);
  stage.remove();
}

class Pages {
  constructor(stage) {
    this.stage = stage;
    this.turn();
  }

  turn() {
    const sheet = document.createElement("div");
    sheet.className = "sheet";
    this.area = document.createElement("div");
    this.area.className = "area";
    sheet.append(this.area);
    this.stage.append(sheet);
  }

  get foot() {
    return this.area.getBoundingClientRect().bottom + 1;
  }

  add(piece) {
    if (piece.classList.contains("turn") && this.area.children.length) this.turn();
    this.area.append(piece);
    while (piece && piece.getBoundingClientRect().bottom > this.foot) piece = this.carry(piece);
  }

  // Moves what hangs over the foot to a new sheet and returns it; null where nothing can be moved.
  carry(piece) {
    const rest = piece.classList.contains("table") ? this.cutTable(piece) : this.cutText(piece);
    if (rest) {
      this.turn();
      this.area.append(rest);
      return rest;
    }
    const moved = [piece];
    while (moved[0].previousElementSibling?.classList.contains("keep")) moved.unshift(moved[0].previousElementSibling);
    // What is taller than a sheet stays where it is.
    if (!moved[0].previousElementSibling) return null;
    this.turn();
    this.area.append(...moved);
    return piece;
  }

  cutText(piece) {
    const texts = [];
    const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode);
    const pitch = parseFloat(getComputedStyle(piece).lineHeight);
    const length = texts.reduce((sum, text) => sum + text.data.length, 0);
    let fits = 0;
    for (let low = 1, high = length; low <= high; ) {
      const middle = (low + high) >> 1;
      const box = this.box(texts, middle - 1);
      if ((box.top + box.bottom + pitch) / 2 <= this.foot) [fits, low] = [middle, middle + 1];
      else high = middle - 1;
    }
    if (fits === 0 || fits === length || !piece.classList.contains("body")) return null;
    const rest = this.cutAt(piece, ...Pages.spot(texts, fits));
    rest.classList.add("continued");
    piece.classList.add("broken");
    return rest;
  }

  // Takes everything from a place on out of the piece; returns it in copies of the elements around that place.
  cutAt(piece, node, offset) {
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEnd(piece, piece.childNodes.length);
    const rest = piece.cloneNode(false);
    rest.append(range.extractContents());
    for (const copy of [rest, ...rest.querySelectorAll("[id]")]) copy.removeAttribute("id");
    return rest;
  }

  // Where the character of that number stands.
  box(texts, index) {
    const [text, offset] = Pages.spot(texts, index);
    const range = document.createRange();
    range.setStart(text, offset);
    range.setEnd(text, offset + 1);
    const boxes = range.getClientRects();
    return boxes.length ? boxes[boxes.length - 1] : text.parentElement.getBoundingClientRect();
  }

  static spot(texts, index) {
    for (const text of texts) {
      if (index < text.data.length) return [text, index];
      index -= text.data.length;
    }
    const last = texts[texts.length - 1];
    return [last, last.data.length];
  }

  // Between two rows, the head row again on the next sheet; or before the note.
  cutTable(piece) {
    const rows = [...piece.querySelector("tbody").rows];
    const over = rows.findIndex((row) => row.getBoundingClientRect().bottom > this.foot);
    const first = over < 0 ? piece.querySelector(".table-note") : rows[over];
    if (over === 0 || !first) return null;
    const rest = this.cutAt(piece, first.parentNode, [...first.parentNode.childNodes].indexOf(first));
    if (over > 0) rest.querySelector("tbody").before(piece.querySelector("thead").cloneNode(true));
    return rest;
  }

  number() {
    [...this.stage.children].forEach((sheet, index) => {
      const folio = document.createElement("div");
      folio.className = "folio";
      folio.textContent = `— ${index + 1} —`;
      sheet.append(folio);
    });
  }
}

// ── Changes ─────────────────────────────────────────────────────────────────────────────────────────────────────

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
  // Laid out before it is shown, so that nothing flickers.
  paginate(next);
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

// A link to a paragraph leads to its first line; the figure may stand further down, on the next sheet.
function lead(event) {
  const key = event.target.closest("a.place")?.dataset.key;
  const figure = key && [...document.querySelectorAll(".figure")].find((one) => one.title === key);
  if (!figure) return;
  event.preventDefault();
  for (const old of document.querySelectorAll(".found")) old.classList.remove("found");
  figure.classList.add("found");
  figure.scrollIntoView({ block: "center" });
}

paginate(current());
addEventListener("click", lead);
document.getElementById("desk").scrollTop = Number(sessionStorage.getItem(PLACE));
addEventListener("pagehide", () => sessionStorage.setItem(PLACE, String(place())));
listen();
