// Suggestions while typing in any search field with data-suggest: an ARIA 1.2 combobox. The form works without it.

const PAUSE = 160;

function combobox(input) {
  const form = input.form;
  const [title, author, subject] = (input.dataset.kinds || "||").split("|");
  const kinds = { title, author, subject };
  const list = document.createElement("div");
  list.className = "suggest";
  list.id = `${input.id}-suggestions`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestLabel || "");
  form.append(list);
  const said = document.createElement("div");
  said.className = "vh";
  said.setAttribute("role", "status");
  form.append(said);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let at = -1, timer = 0, asked = "", stop = null;
  const options = () => [...list.children];

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function point(to) {
    const all = options();
    if (!all.length) return;
    at = (to + all.length + 1) % (all.length + 1);
    all.forEach((one, place) => one.setAttribute("aria-selected", String(place === at)));
    if (at < all.length) {
      input.setAttribute("aria-activedescendant", all[at].id);
      all[at].scrollIntoView({ block: "nearest" });
    } else {
      at = -1;
      input.removeAttribute("aria-activedescendant");
    }
  }

  function draw(found) {
    list.replaceChildren(...found.map((one, place) => {
      const option = document.createElement("div");
      option.id = `${list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = one.url;
      const text = document.createElement("strong");
      text.textContent = one.text;
      if (one.lang) text.lang = one.lang;
      const detail = document.createElement("small");
      detail.textContent = one.kind === "title" ? one.detail : `${kinds[one.kind] || ""} ${one.detail}`;
      option.append(text, detail);
      return option;
    }));
    at = -1;
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    said.textContent = found.length ? `${input.dataset.suggestLabel}: ${found.length}` : input.dataset.suggestNone;
  }

  async function ask() {
    const query = input.value.trim();
    if (query === asked) return;
    asked = query;
    if (query.length < 2) { close(); return; }
    stop?.abort();
    stop = new AbortController();
    try {
      const address = `${input.dataset.suggest}?q=${encodeURIComponent(query)}`;
      const answer = await fetch(address, { signal: stop.signal, headers: { Accept: "application/json" } });
      if (answer.ok && document.activeElement === input) draw((await answer.json()).suggestions);
    } catch { /* without suggestions the search works as before */ }
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); point(at + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); point(at < 0 ? options().length - 1 : at - 1 < 0 ? options().length : at - 1); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
    else if (event.key === "Enter" && at >= 0) { event.preventDefault(); location.assign(options()[at].dataset.url); }
  });
  list.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) { event.preventDefault(); location.assign(option.dataset.url); }
  });
}

for (const input of document.querySelectorAll("input[data-suggest]")) combobox(input);
