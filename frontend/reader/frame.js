// What every kind of reading shares: the page's settings, panels, sentences, keys, full screen.
export const config = JSON.parse(document.getElementById('reading').textContent);
export const $ = (id) => document.getElementById(id);
export const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

export function say(key, values = {}) {
  return (config.words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

const percents = new Intl.NumberFormat(document.documentElement.lang || 'en', { style: 'percent' });
export const percent = (share) => percents.format(share);

let told;
export function announce(text) {
  clearTimeout(told);
  told = setTimeout(() => ($('said').textContent = text), 150);
}

export function element(name, values = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(values)) {
    if (key === 'class') made.className = value;
    else if (key in made && key !== 'list') made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export function token() {
  try {
    return JSON.parse(document.body.getAttribute('hx-headers'))['X-CSRFToken'];
  } catch {
    return '';
  }
}

export async function ask(address) {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// The place in the address: #page=12&q=words
export const fromHash = () => new URLSearchParams(location.hash.slice(1));
export function toHash(values) {
  const kept = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value) kept.set(key, value);
  const address = `${config.address}#${kept}`;
  if (location.hash !== `#${kept}` || location.search) history.replaceState(null, '', address);
}

// Panels on narrow screens: the links to #left and #right open them without a script; with one, they toggle.
export function panels() {
  const grid = $('grid');
  const shut = () => {
    const open = grid.classList.contains('show-l') ? 'l' : grid.classList.contains('show-r') ? 'r' : '';
    grid.classList.remove('show-l', 'show-r');
    if (open) document.querySelector(`[data-panel=${open}]`)?.focus();
    buttons.forEach((each) => each.setAttribute('aria-expanded', 'false'));
  };
  const buttons = [...document.querySelectorAll('[data-panel]')];
  for (const button of buttons) {
    const side = button.dataset.panel;
    button.setAttribute('role', 'button');
    button.setAttribute('aria-expanded', 'false');
    button.addEventListener('click', (event) => {
      event.preventDefault();
      const opening = !grid.classList.contains(`show-${side}`);
      shut();
      if (!opening) return;
      grid.classList.add(`show-${side}`);
      button.setAttribute('aria-expanded', 'true');
      $(side === 'l' ? 'left' : 'right').focus();
    });
    button.addEventListener('keydown', (event) => event.key === ' ' && (event.preventDefault(), button.click()));
  }
  for (const link of document.querySelectorAll('.shut')) {
    link.addEventListener('click', (event) => (event.preventDefault(), shut()));
  }
  addEventListener('keydown', (event) => event.key === 'Escape' && shut());
  return { shut, open: () => grid.classList.contains('show-l') || grid.classList.contains('show-r') };
}

const TYPING = 'input:not([type=range]):not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]';
export function keys(table, targets = [document]) {
  const pressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const at = event.target;
    if (at.closest?.(TYPING) || document.querySelector('dialog[open]')) return;
    // A slider and a player have arrows of their own; buttons have Space and Enter.
    if (at.closest?.('input[type=range], input[type=radio], video, audio') && !/^[a-z/]$/.test(event.key)) return;
    const act = table[event.key] ?? (event.key.length === 1 ? table[event.key.toLowerCase()] : null);
    if (!act || (event.key === ' ' && at.closest?.('a, button, summary'))) return;
    event.preventDefault();
    act(event);
  };
  for (const target of targets) target.addEventListener('keydown', pressed);
  return pressed;
}

export function full() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

export function tools(acts) {
  for (const [name, act] of Object.entries(acts)) {
    const button = document.querySelector(`[data-act=${name}]`);
    if (!button) continue;
    button.hidden = false;
    button.addEventListener('click', (event) => (event.preventDefault(), act(button)));
  }
}

export const searchField = () => ($('in') ? ($('in').focus(), $('in').select()) : null);
