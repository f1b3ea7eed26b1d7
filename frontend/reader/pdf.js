// The reader of PDFs: pages one below the other, drawn when they come near; text to select; places found in boxes.
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.min.mjs';
import { $, announce, ask, calm, config, element, fromHash, full, keys, panels, percent, say, searchField, toHash, tools } from './frame.js';
import { Inside } from './inside.js';
import { atPage, keep, offer } from './position.js';
import { Text } from './text.js';
import { address, controls, show } from './turning.js';

pdfjs.GlobalWorkerOptions.workerSrc = config.worker;
const MOST_PIXELS = 16_000_000; // a canvas larger than this is refused by telephones
let number = config.number;
let zoom = 1;
let document_ = null;
let sheets = [];
let moving = 0;
let begun = false; // a place is kept only once the reader has moved

const stage = $('main');
stage.tabIndex = 0; // so that the keyboard can scroll it
const text = new Text((wanted) => {
  $('viewer').hidden = wanted || !document_;
  if ($('sheet') && !document_) $('sheet').hidden = wanted;
  if (!wanted && document_) scrollTo(number);
});
const panel = panels();
const inside = new Inside({
  show: (hit) => (scrollTo(hit.page, hit), marks()),
  marks,
});

function boxOf(page, hit, box, current) {
  const place = element('div', { class: current ? 'place cur' : 'place' });
  Object.assign(place.style, {
    left: `${(box.x / hit.width) * 100}%`,
    top: `${(box.y / hit.height) * 100}%`,
    width: `${(box.w / hit.width) * 100}%`,
    height: `${(box.h / hit.height) * 100}%`,
  });
  return place;
}

function marks() {
  sheets.forEach((sheet, index) => {
    const found = inside.on(index + 1);
    sheet.marks.replaceChildren(...found.flatMap(({ hit, place }) => hit.boxes.map((box) => boxOf(index + 1, hit, box, place === inside.at))));
  });
}

function layout() {
  const edges = getComputedStyle(stage);
  const room = Math.min(stage.clientWidth - parseFloat(edges.paddingLeft) - parseFloat(edges.paddingRight), 900);
  sheets.forEach((sheet) => {
    const width = Math.max(120, room * zoom);
    sheet.box.style.inlineSize = `${width}px`;
    sheet.box.style.aspectRatio = `${sheet.width} / ${sheet.height}`;
  });
  $('zoom').hidden = false;
  $('zoom').textContent = percent(zoom);
}

async function draw(sheet, index) {
  const width = sheet.box.clientWidth;
  if (sheet.drawn === width) return;
  sheet.drawn = width;
  sheet.task?.cancel();
  try {
    const page = await document_.getPage(index + 1);
    const natural = page.getViewport({ scale: 1 });
    if (Math.abs(natural.width / natural.height - sheet.width / sheet.height) > 0.01) {
      [sheet.width, sheet.height] = [natural.width, natural.height];
      sheet.box.style.aspectRatio = `${natural.width} / ${natural.height}`;
    }
    const scale = width / natural.width;
    const ratio = Math.min(devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / (natural.width * natural.height * scale * scale)));
    const viewport = page.getViewport({ scale: scale * ratio });
    const canvas = element('canvas', { width: Math.floor(viewport.width), height: Math.floor(viewport.height) });
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', say('page', { page: index + 1, count: config.count }));
    sheet.task = page.render({ canvasContext: canvas.getContext('2d', { alpha: false }), viewport, canvas });
    await sheet.task.promise;
    sheet.canvas.replaceChildren(canvas);
    sheet.words.replaceChildren();
    sheet.words.style.setProperty('--total-scale-factor', String(scale));
    sheet.words.style.setProperty('--scale-factor', String(scale));
    await new pdfjs.TextLayer({ textContentSource: page.streamTextContent(), container: sheet.words, viewport: page.getViewport({ scale }) }).render();
  } catch (error) {
    if (error?.name !== 'RenderingCancelledException') sheet.drawn = 0;
  }
}

function forget(sheet) {
  sheet.task?.cancel();
  sheet.drawn = 0;
  sheet.canvas.replaceChildren();
  sheet.words.replaceChildren();
}

function scrollTo(page, hit = null) {
  const sheet = sheets[page - 1];
  if (!sheet) return;
  if (text.shown) text.load(page);
  const box = hit?.boxes?.[0];
  const within = box ? (box.y / hit.height) * sheet.box.clientHeight - stage.clientHeight / 3 : -12;
  moving = Date.now();
  stage.scrollTo({ top: sheet.box.offsetTop + Math.max(-12, within), behavior: calm || Math.abs(page - number) > 2 ? 'instant' : 'smooth' });
  arrive(page);
}

function arrive(page) {
  if (page === number && Date.now() - moving > 800) return;
  number = page;
  show(number);
  address(number);
  toHash({ page: number, q: inside.query });
  if (begun) keep({ page: number }, number / config.count);
  text.load(number);
}

function go(page) {
  if (!(page >= 1 && page <= config.count)) return;
  $('offer').hidden = true;
  announce(say('page', { page, count: config.count }));
  if (document_) scrollTo(page);
  else location.assign(`${config.address}?page=${page}`);
}

function magnify(by) {
  zoom = Math.min(5, Math.max(0.25, by ? zoom * by : 1));
  const page = number;
  layout();
  sheets[page - 1]?.box.scrollIntoView({ block: 'start' });
  near();
}

function near() {
  const [top, bottom] = [stage.scrollTop - stage.clientHeight, stage.scrollTop + 2 * stage.clientHeight];
  sheets.forEach((sheet, index) => {
    const { offsetTop, offsetHeight } = sheet.box;
    if (offsetTop + offsetHeight > top && offsetTop < bottom) draw(sheet, index);
    else if (sheet.drawn) forget(sheet);
  });
}

function scrolled() {
  near();
  if (Date.now() - moving < 700 || text.shown) return;
  const middle = stage.scrollTop + stage.clientHeight / 3;
  const at = sheets.findIndex((sheet) => sheet.box.offsetTop + sheet.box.offsetHeight > middle);
  if (at >= 0 && at + 1 !== number) arrive(at + 1);
}

controls(go, () => number);
tools({ in: () => magnify(1.25), out: () => magnify(0.8), text: () => text.toggle() });
keys({
  ArrowLeft: () => go(number - 1),
  ArrowRight: () => go(number + 1),
  Home: () => go(1),
  End: () => go(config.count),
  '+': () => magnify(1.25),
  '=': () => magnify(1.25),
  '-': () => magnify(0.8),
  0: () => magnify(0),
  t: () => text.toggle(),
  f: full,
  n: () => inside.step(1),
  p: () => inside.step(-1),
  '/': searchField,
});

async function start() {
  const hash = fromHash();
  const wanted = Number(hash.get('page'));
  const asked = wanted >= 1 && wanted <= config.count;
  const query = hash.get('q') || config.query;
  if (!asked && !config.asked) offer((locator) => go(locator.page), atPage(number));
  show(number);
  try {
    const outline = await ask(`${config.api}/reading`);
    document_ = await pdfjs.getDocument({
      url: config.file,
      isEvalSupported: false,
      useWasm: false,
      disableAutoFetch: true,
      rangeChunkSize: 1 << 17,
      cMapUrl: `${config.dist}/cmaps/`,
      standardFontDataUrl: `${config.dist}/standard_fonts/`,
      wasmUrl: `${config.dist}/wasm/`,
    }).promise;
    const [width, height] = config.size[0] ? config.size : [595, 842];
    sheets = outline.pages.map(([w, h], index) => {
      const sheet = { width: w || width, height: h || height, drawn: 0 };
      sheet.canvas = element('div', { class: 'canvas' });
      sheet.words = element('div', { class: 'textLayer' });
      sheet.marks = element('div', { class: 'marks' });
      sheet.box = element('section', { class: 'leaf', 'aria-label': say('page', { page: index + 1, count: config.count }) }, sheet.canvas, sheet.words, sheet.marks);
      return sheet;
    });
    $('viewer').append(...sheets.map((sheet) => sheet.box));
    $('viewer').classList.add('leaves');
    $('sheet')?.setAttribute('hidden', '');
    $('viewer').hidden = text.shown;
    layout();
    stage.addEventListener('scroll', scrolled, { passive: true });
    addEventListener('resize', () => (layout(), near()));
    scrollTo(asked ? wanted : number);
    near();
    begun = true;
  } catch (error) {
    console.warn(error);
    announce(say('unreadable')); // the page image stays, with its links
  }
  if (query) inside.search(query, asked ? wanted : number, !asked && !config.asked);
  addEventListener('hashchange', () => {
    const page = Number(fromHash().get('page'));
    if (page && page !== number) go(page);
    panel.shut();
  });
}
start();
