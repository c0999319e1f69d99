// What has just happened, kept fresh while the page is open; the page is whole without it.
const feed = document.querySelector("[data-feed]");
const fresh = async () => {
  const answer = await fetch(feed.dataset.feed, { headers: { "X-Live": "1" }, redirect: "manual" }).catch(() => null);
  if (answer?.ok) feed.innerHTML = await answer.text();   // signed out meanwhile: what stands there stays
};
if (feed) {
  setInterval(fresh, 60_000);
  if (window.EventSource) new EventSource(feed.dataset.live, { withCredentials: true }).addEventListener("moved", fresh);
}
