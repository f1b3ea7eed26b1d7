// Page number, slider, small pictures, contents: whatever shows or changes which page is in sight.
import { $, config, element, percent } from './frame.js';

const SIZE = 12;
let shownFrom = 0;

export function controls(go, current) {
  $('track').hidden = false;
  const slider = $('pos');
  slider.addEventListener('input', () => ($('go').value = slider.value));
  slider.addEventListener('change', () => go(Number(slider.value)));
  document.querySelector('.goto').addEventListener('submit', (event) => {
    event.preventDefault();
    const number = Number($('go').value);
    if (number >= 1 && number <= config.count) go(number);
  });
  $('go').addEventListener('change', () => document.querySelector('.goto').requestSubmit());
  for (const link of document.querySelectorAll('[data-turn]')) {
    link.addEventListener('click', (event) => (event.preventDefault(), go(current() + Number(link.dataset.turn), Number(link.dataset.turn))));
  }
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-page]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(Number(link.dataset.page));
  });
  for (const [id, by] of [['earlier', -SIZE], ['later', SIZE]]) {
    $(id)?.addEventListener('click', (event) => (event.preventDefault(), thumbs(shownFrom + by, current())));
  }
  if ($('thumbs')) shownFrom = Number($('thumbs').querySelector('[data-page]')?.dataset.page ?? 1);
}

export function show(number, seen = [number]) {
  $('pos').value = number;
  $('go').value = number;
  $('progress').textContent = percent(Math.max(...seen) / config.count);
  // Another language or look comes back to this page.
  for (const field of document.querySelectorAll('.langs input[name=next], .look input[name=next]')) field.value = `${config.address}?page=${number}`;
  for (const link of document.querySelectorAll('[data-turn]')) {
    link.hidden = Number(link.dataset.turn) < 0 ? Math.min(...seen) <= 1 : Math.max(...seen) >= config.count;
  }
  const links = [...document.querySelectorAll('#toc [data-page]')];
  const here = links.filter((link) => Number(link.dataset.page) <= number).at(-1);
  for (const link of links) {
    if (link === here) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  if (!$('thumbs')) return;
  if (number < shownFrom || number >= shownFrom + SIZE) thumbs(number - 4, number);
  else mark(number);
}

function thumbs(from, number) {
  shownFrom = Math.max(1, Math.min(from, config.count - SIZE + 1));
  const last = Math.min(config.count, shownFrom + SIZE - 1);
  const rows = [];
  for (let page = shownFrom; page <= last; page += 1) {
    const picture = element('img', { src: `${config.pages}${page}/thumb`, alt: '', loading: 'lazy', decoding: 'async' });
    rows.push(element('li', {}, element('a', { href: `?page=${page}`, 'data-page': page }, picture, element('span', { class: 'num' }, String(page)))));
  }
  $('thumbs').replaceChildren(...rows);
  $('earlier').hidden = shownFrom === 1;
  $('later').hidden = last === config.count;
  mark(number);
}

function mark(number) {
  for (const link of $('thumbs').querySelectorAll('[data-page]')) {
    if (Number(link.dataset.page) === number) {
      link.setAttribute('aria-current', 'page');
      link.scrollIntoView({ block: 'nearest' });
    } else link.removeAttribute('aria-current');
  }
}

// Citation, address and QR code of the page in sight.
export function address(number, name = String(number)) {
  const path = `${config.address}${number > 1 ? `?page=${number}` : ''}`;
  if ($('share')) $('share').dataset.share = new URL(path, location.href).href;
  if ($('qr')) $('qr').src = `${config.address}/qr.svg?page=${number}`;
  const cited = $('cited');
  if (cited) {
    cited.textContent = cited.textContent
      .replace(/\/read\/\S+$/, path)
      .replace(new RegExp(`${config.words.cite_page.replace('{page}', '\\S+?')}\\.(?= – URL)`), `${config.words.cite_page.replace('{page}', name)}.`);
  }
  const download = document.querySelector('[data-download]');
  if (download && config.kind === 'images') download.href = `${config.pages}${number}/image?w=3600`;
}
