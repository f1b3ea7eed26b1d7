// The reader of e-books: foliate-js in the middle, our paper, letters, contents and search around it.
import 'foliate-js/view.js';
import { Overlayer } from 'foliate-js/overlayer.js';
import { EPUB } from 'foliate-js/epub.js';
import { BlobReader, BlobWriter, TextWriter, ZipReader, configure } from 'foliate-js/vendor/zip.js';
import { $, announce, calm, config, fromHash, full, keys, panels, percent, say, searchField, toHash, tools } from './frame.js';
import { Inside } from './inside.js';
import { atShare, keep, offer } from './position.js';
import { Text } from './text.js';
import { controls, show } from './turning.js';

const PAPERS = {
  light: ['#fdfaf3', '#1d1a16', '#1f3f99'],
  sepia: ['#f4ead2', '#3a2c1d', '#7a3512'],
  dark: ['#171512', '#d9d2c4', '#9db4f5'],
  contrast: ['#000000', '#ffffff', '#ffe14d'],
};
const NAME = 'chorsu.reading.look';
const look = { paper: document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light', flow: 'paginated', size: 100, leading: 1.5, easy: false, ...stored() };
let view = null;
let number = config.number;
let begun = false; // a place is kept only once the reader has turned a page
let drawn = [];

function stored() {
  try {
    return JSON.parse(localStorage.getItem(NAME)) ?? {};
  } catch {
    return {};
  }
}

const text = new Text((wanted) => $('viewer').classList.toggle('away', wanted && Boolean(view)));
const panel = panels();
const inside = new Inside({ show: reveal, marks: unmark });

async function unmark() {
  for (const value of drawn) await view?.deleteAnnotation({ value });
  drawn = [];
}

function styles() {
  const [paper, ink, link] = PAPERS[look.paper] ?? PAPERS.light;
  const easy = look.easy ? 'letter-spacing:.06em!important;word-spacing:.22em!important;text-align:start!important;hyphens:none!important;font-family:"Source Sans 3",Verdana,sans-serif!important;' : '';
  return `@namespace epub "http://www.idpf.org/2007/ops";
html{color-scheme:${look.paper === 'dark' || look.paper === 'contrast' ? 'dark' : 'light'};background:${paper}!important;color:${ink}!important;font-size:${look.size}%!important}
body{background:transparent!important;color:${ink}!important}
body *{background-color:transparent!important;color:inherit!important;border-color:currentColor!important}
a:any-link{color:${link}!important}
p,li,blockquote,dd,div{line-height:${look.leading}!important;${easy}}
p,li,blockquote,dd{hyphens:${look.easy ? 'none' : 'auto'};text-wrap:pretty}
pre{white-space:pre-wrap!important}
img,svg,video{max-inline-size:100%;height:auto}`;
}

function dress() {
  if (!view) return;
  const renderer = view.renderer;
  renderer.setAttribute('flow', look.flow);
  renderer.setAttribute('max-inline-size', '680px');
  renderer.setAttribute('gap', '6%');
  renderer.setAttribute('margin', '32px');
  if (!calm && look.flow === 'paginated') renderer.setAttribute('animated', '');
  else renderer.removeAttribute('animated');
  renderer.setStyles?.(styles());
  $('viewer').dataset.paper = look.paper;
  $('viewer').style.backgroundColor = PAPERS[look.paper][0];
  $('zoom').hidden = false;
  $('zoom').textContent = percent(look.size / 100);
}

function settings() {
  const form = $('settings').querySelector('form');
  for (const name of ['paper', 'flow', 'size', 'leading']) form.elements[name].value = look[name];
  form.elements.easy.checked = look.easy;
  form.addEventListener('input', () => {
    look.paper = form.elements.paper.value;
    look.flow = form.elements.flow.value;
    look.size = Number(form.elements.size.value);
    look.leading = Number(form.elements.leading.value);
    look.easy = form.elements.easy.checked;
    remember();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('keydown', (event) => event.key === 'Escape' && toggleSettings(false));
}

function remember() {
  try {
    localStorage.setItem(NAME, JSON.stringify(look));
  } catch {
    // the look then lasts for this visit
  }
  dress();
}

function toggleSettings(wanted = $('settings').hidden) {
  if ($('settings').hidden === !wanted) return;
  $('settings').hidden = !wanted;
  const button = document.querySelector('[data-act=settings]');
  button.setAttribute('aria-expanded', String(wanted));
  if (wanted) $('settings').querySelector('input:checked, input').focus();
  else button.focus();
}

function grow(by) {
  look.size = Math.min(220, Math.max(70, look.size + by));
  $('settings').querySelector('[name=size]').value = look.size;
  remember();
}

// The server names the chapter and the words as written there; the book finds them and their exact place.
async function reveal(hit, place) {
  if (!view) return;
  const words = hit.match.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  const before = inside.hits.slice(0, place).filter((other) => other.page === hit.page && other.match.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '') === words).length;
  const found = [];
  for await (const each of view.search({ query: words, index: hit.page - 1, granularity: 'word' })) if (each.cfi) found.push(each.cfi);
  view.clearSearch();
  const cfi = found[Math.min(before, found.length - 1)];
  await view.goTo(cfi ?? hit.page - 1);
  for (const value of drawn) await view.deleteAnnotation({ value });
  drawn = found;
  for (const value of found) await view.addAnnotation({ value, now: value === cfi });
}

function relocated({ detail }) {
  number = (detail.section?.current ?? number - 1) + 1;
  show(number);
  const share = detail.fraction ?? 0;
  $('progress').textContent = percent(share);
  toHash({ page: number, q: inside.query });
  if (begun) keep({ cfi: detail.cfi, page: number }, share);
}

async function open() {
  const answer = await fetch(config.file);
  if (!answer.ok) throw new Error(String(answer.status));
  configure({ useWebWorkers: false });
  const entries = await new ZipReader(new BlobReader(await answer.blob())).getEntries();
  const named = new Map(entries.map((entry) => [entry.filename, entry]));
  const load = (writer) => async (name, kind) => (named.has(name) ? named.get(name).getData(writer(kind)) : null);
  return new EPUB({
    entries,
    loadText: load(() => new TextWriter()),
    loadBlob: load((kind) => new BlobWriter(kind)),
    getSize: (name) => named.get(name)?.uncompressedSize ?? 0,
  }).init();
}

async function sheetAt(address, depth = 0) {
  let sheet = await (await fetch(address)).text();
  for (const [rule, inner] of sheet.matchAll(/@import\s+(?:url\()?\s*["']?(blob:[^"')\s]+)["']?\s*\)?[^;]*;/g)) {
    const imported = depth < 4 ? await sheetAt(inner, depth + 1) : '';
    sheet = sheet.replace(rule, () => imported);
  }
  return sheet;
}

// The house's policy takes style sheets from its own address only, not from the blob: addresses a book is unpacked to;
// so the sheets go into the chapter itself.
async function withStyles(source, type) {
  let chapter = await source;
  for (const [link, address] of chapter.matchAll(/<link\b[^>]*?\bhref="(blob:[^"]+)"[^>]*>(?:<\/link>)?/g)) {
    if (!/\brel="[^"]*stylesheet/i.test(link)) continue;
    const sheet = await sheetAt(address);
    const safe = type.includes('xml') ? sheet.replace(/&/g, '&amp;').replace(/</g, '&lt;') : sheet.replace(/<\//g, '');
    chapter = chapter.replace(link, () => `<style>${safe}</style>`);
  }
  return chapter;
}

function go(page, direction = 0) {
  $('offer').hidden = true;
  if (text.shown) {
    if (page >= 1 && page <= config.count) (number = page), show(page), text.load(page);
    if (!direction) view?.goTo(page - 1);
    return;
  }
  if (direction) (direction > 0 ? view?.goRight() : view?.goLeft());
  else if (page >= 1 && page <= config.count) view?.goTo(page - 1);
}

controls(go, () => number);
for (const link of document.querySelectorAll('[data-turn]')) link.hidden = false;
tools({ in: () => grow(10), out: () => grow(-10), text: () => (text.toggle(), text.load(number)), settings: () => toggleSettings() });
settings();
const table = {
  ArrowLeft: () => go(number - 1, -1),
  ArrowRight: () => go(number + 1, 1),
  PageUp: () => go(number - 1, -1),
  PageDown: () => go(number + 1, 1),
  Home: () => view?.goToFraction(0),
  End: () => view?.goToFraction(1),
  '+': () => grow(10),
  '=': () => grow(10),
  '-': () => grow(-10),
  0: () => grow(100 - look.size),
  t: () => (text.toggle(), text.load(number)),
  f: full,
  n: () => inside.step(1),
  p: () => inside.step(-1),
  '/': searchField,
};
const pressed = keys(table);

async function start() {
  const hash = fromHash();
  const wanted = Number(hash.get('page'));
  const asked = (wanted >= 1 && wanted <= config.count) || config.asked;
  const query = hash.get('q') || config.query;
  if (wanted >= 1 && wanted <= config.count) number = wanted;
  try {
    const book = await open();
    book.transformTarget?.addEventListener('data', ({ detail }) => {
      if (/html/.test(detail.type)) detail.data = withStyles(detail.data, detail.type);
    });
    view = document.createElement('foliate-view');
    view.addEventListener('relocate', relocated);
    view.addEventListener('draw-annotation', ({ detail: { draw, annotation } }) => {
      draw(Overlayer.highlight, { color: annotation.now ? '#f09000' : '#f3c24c' });
    });
    view.addEventListener('load', ({ detail }) => {
      detail.doc.addEventListener('keydown', pressed);
      detail.doc.defaultView.frameElement?.setAttribute('title', config.title);
    });
    view.addEventListener('external-link', (event) => {
      event.preventDefault(); // a book may not send its reader elsewhere without being seen to
      open_outside(event.detail.href);
    });
    $('viewer').classList.add('flowing');
    $('viewer').hidden = false;
    $('viewer').append(view);
    await view.open(book);
    dress();
    if (asked) await view.goTo(number - 1);
    else await view.init({ showTextStart: true });
    text.toggle(false);
  } catch (error) {
    console.warn(error);
    $('viewer').hidden = true;
    view = null;
    text.toggle(true);
    announce(say('unreadable')); // the chapters' text stays, with its links
    return;
  }
  if (!asked) offer((locator) => view.goTo(locator.cfi ?? locator.page - 1), atShare);
  setTimeout(() => (begun = true), 600); // the first layout reports places by itself
  if (query) inside.search(query, number, true);
  addEventListener('hashchange', () => panel.shut());
}

function open_outside(href) {
  if (/^https?:/i.test(href)) window.open(href, '_blank', 'noopener,noreferrer');
}
start();
