// What moves on a screen: boards come by the stream of the region, drawn once for all who see the same. The page is whole without it.
const board = document.querySelector("[data-board]");
const pause = document.querySelector(".pause");
let waiting = "", heard = 0, stale = false, looked = 0, due = 0;

const swap = (html) => {
  if (pause?.getAttribute("aria-pressed") === "true") { waiting = html; return; }
  const open = [...board.querySelectorAll("details[open]")].map((each) => each.closest("[id]")?.id);
  const at = board.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  board.innerHTML = html;
  for (const id of open.filter(Boolean)) document.getElementById(id)?.querySelector("details")?.setAttribute("open", "");
  if (at) [...board.querySelectorAll("a")].find((each) => each.getAttribute("href") === at)?.focus();
};

const fresh = async () => {
  const answer = await fetch(board.dataset.board, { headers: { "X-Live": "1" }, redirect: "manual" }).catch(() => null);
  if (answer?.ok) swap(await answer.text());   // signed out meanwhile: what stands there stays
};

// Map, trend and the numbers of cases follow when something has moved: within seconds, at most once a minute, and not all screens at one instant.
const again = async () => {
  if (!stale || document.hidden || pause?.getAttribute("aria-pressed") === "true") return;
  const answer = await fetch(location.href, { headers: { "X-Live": "1" }, redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return;
  stale = false;
  looked = Date.now();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const parts = page.querySelectorAll("[data-again]"), here = document.querySelectorAll("[data-again]");
  if (parts.length !== here.length) return;
  here.forEach((each, n) => { if (!each.contains(document.activeElement) && !each.querySelector("details[open]")) each.replaceWith(parts[n]); });
};

const soon = () => {
  due ||= setTimeout(() => { due = 0; again(); }, Math.max(60_000 - (Date.now() - looked), 0) + 1_000 + Math.random() * 9_000);
};

if (board) {
  setInterval(() => { if (Date.now() - heard > 60_000) { fresh(); stale = true; } }, 60_000);
  setTimeout(() => setInterval(again, 60_000), Math.random() * 30_000);
  if (window.EventSource) {
    const stream = new EventSource(board.dataset.live, { withCredentials: true });
    stream.addEventListener("board", (event) => { stale = heard > 0; heard = Date.now(); swap(event.data); if (stale) soon(); });
  }
}
if (pause) {
  pause.hidden = false;
  pause.setAttribute("aria-pressed", "false");
  pause.addEventListener("click", () => {
    const stopped = pause.getAttribute("aria-pressed") !== "true";
    pause.setAttribute("aria-pressed", String(stopped));
    pause.textContent = stopped ? "继续更新" : "暂停更新";
    if (!stopped && waiting) { swap(waiting); waiting = ""; soon(); }
  });
}
