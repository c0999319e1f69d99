// 常用语: a button under every long text of an officer's form, and Ctrl+; inside it, open a list to pick from by arrow keys.
const PICK = "/desk/phrases/pick/";
const LONG = "form.act textarea, form.sign textarea";
const fieldOf = (area) => {
  const path = new URL(area.form.action).pathname, action = path.match(/\/act\/([^/]+)\/$/) || path.match(/\/(serve)\/$/);
  return action ? `${action[1]}.${area.name}` : area.name;
};
const offer = (root) => {
  for (const area of root.querySelectorAll(LONG)) {
    if (area.dataset.phrases || area.id === "phrase-text") continue;
    area.dataset.phrases = "1";
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm quiet phrases", textContent: "常用语" });
    button.setAttribute("aria-haspopup", "listbox"); button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => open(area, button));
    area.addEventListener("keydown", (e) => { if (e.key === ";" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); open(area, button); } });
    area.after(button);
  }
};
const close = (list, button, back) => { list.remove(); button.setAttribute("aria-expanded", "false"); back?.focus(); };
const insert = (area, text) => {
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
};
const open = async (area, button) => {
  const there = button.nextElementSibling;
  if (there?.matches(".phrase-list")) return close(there, button, area);
  const answer = await fetch(`${PICK}?field=${encodeURIComponent(fieldOf(area))}`, { headers: { Accept: "application/json" } }).catch(() => null);
  const found = answer?.ok ? (await answer.json()).phrases : null;
  const list = Object.assign(document.createElement("div"), { className: "phrase-list" });
  list.setAttribute("role", found?.length ? "listbox" : "status"); list.setAttribute("aria-label", "常用语");
  if (!found?.length) list.textContent = found ? "还没有常用语，可以到“常用语”里存" : "没有取到，请再试一次";
  for (const text of found || []) {
    const option = Object.assign(document.createElement("div"), { textContent: text, tabIndex: -1 });
    option.setAttribute("role", "option"); option.setAttribute("aria-selected", "false");
    option.addEventListener("click", () => { insert(area, text); close(list, button, area); });
    list.append(option);
  }
  list.addEventListener("keydown", (e) => {
    const options = [...list.children], now = options.indexOf(document.activeElement);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: options.length - 1 }[e.key];
    if (to !== undefined) { e.preventDefault(); options[Math.max(0, Math.min(options.length - 1, to))]?.focus(); }
    if (e.key === "Enter" || e.key === " ") { e.preventDefault(); document.activeElement.click(); }
    if (e.key === "Escape" || e.key === "Tab") { e.preventDefault(); close(list, button, area); }
    e.stopPropagation();
  });
  button.after(list); button.setAttribute("aria-expanded", "true");
  list.firstElementChild?.focus();
};
offer(document);
document.addEventListener("htmx:afterSwap", (e) => offer(e.target));
