// The reader of scans: Deep Zoom pictures, the words lying over them, the places found in boxes.
import OpenSeadragon from 'openseadragon';
import { $, announce, ask, calm, config, element, fromHash, full, keys, panels, percent, say, searchField, toHash, tools } from './frame.js';
import { Inside } from './inside.js';
import { atPage, keep, offer } from './position.js';
import { Text } from './text.js';
import { address, controls, show } from './turning.js';

const SVG = 'http://www.w3.org/2000/svg';
const HEIGHT = 1; // every page is one high; its width follows
let number = config.number;
let double = false;
let selecting = false;
let turned = 0;
let sizes = null; // [width, height, name] of each page, once known
let viewer = null;

const text = new Text((wanted) => {
  const sheet = $('sheet');
  if (sheet && !viewer) sheet.hidden = wanted;
  $('viewer').classList.toggle('away', wanted); // out of sight, but not without a size: it would lose its place
});
const panel = panels();
const inside = new Inside({
  show: (hit) => (hit.page === number || seen().includes(hit.page) ? (marks(), reveal()) : go(hit.page, 0, true)),
  marks,
});

function sizeOf(page) {
  return sizes?.[page - 1] ?? (page === config.number ? config.size : [0, 0]);
}

// Pages in sight: one, or a spread as a book lies open (the first page alone, then 2–3, 4–5).
function seen() {
  if (!double || number === 1) return [number];
  const left = number % 2 ? number - 1 : number;
  return left < config.count ? [left, left + 1] : [left];
}

function source(page) {
  const [width, height] = sizeOf(page);
  return {
    Image: {
      xmlns: 'http://schemas.microsoft.com/deepzoom/2008',
      Url: `${config.pages}${page}/image_files/`,
      Format: 'jpg',
      Overlap: '0',
      TileSize: '512',
      Size: { Width: String(width), Height: String(height) },
    },
  };
}

function begin() {
  viewer = new OpenSeadragon.Viewer({
    element: $('viewer'),
    showNavigationControl: false,
    drawer: 'canvas',
    imageSmoothingEnabled: true,
    visibilityRatio: 0.4,
    minZoomImageRatio: 0.7,
    maxZoomPixelRatio: 3,
    animationTime: calm ? 0 : 0.35,
    springStiffness: 9,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    gestureSettingsTouch: { clickToZoom: false, dblClickToZoom: true, flickEnabled: !calm },
    gestureSettingsPen: { clickToZoom: false },
    preserveImageSizeOnResize: true,
    tabIndex: 0,
  });
  // The page's own keys turn pages; panning is Shift and an arrow.
  viewer.innerTracker.keyDownHandler = null;
  viewer.innerTracker.keyHandler = null;
  viewer.addHandler('open', opened);
  viewer.addHandler('zoom', zoomed);
  viewer.addHandler('resize', () => setTimeout(zoomed, 50));
  viewer.addHandler('canvas-drag-end', flick);
  viewer.canvas.setAttribute('role', 'img');
}

// A wide drag on a page that is not enlarged turns it, as on a telephone.
let dragged = 0;
function flick(event) {
  const home = viewer.viewport.getHomeZoom();
  if (viewer.viewport.getZoom() > home * 1.1 || event.pointerType === 'mouse') return;
  if (Math.abs(event.speed) > 300 && Date.now() - dragged > 300) {
    dragged = Date.now();
    const angle = Math.abs(event.direction);
    if (angle < 0.7) go(seen()[0] - 1, -1);
    else if (angle > 2.4) go(seen().at(-1) + 1, 1);
  }
}

function open() {
  let x = 0;
  viewer.clearOverlays();
  const pictures = seen().map((page) => {
    const [width, height] = sizeOf(page);
    const entry = { tileSource: source(page), x, y: 0, height: HEIGHT };
    x += (width / height) * HEIGHT;
    return entry;
  });
  viewer.open(pictures);
}

function opened() {
  viewer.viewport.goHome(true);
  if (matchMedia('(max-width: 40rem)').matches) viewer.viewport.fitHorizontally(true);
  $('sheet')?.setAttribute('hidden', '');
  $('viewer').classList.toggle('away', text.shown);
  viewer.canvas.setAttribute('aria-label', seen().map((page) => say('page', { page, count: config.count })).join(', '));
  zoomed();
  marks();
  words();
  if (turned === number) reveal();
  turned = 0;
}

function zoomed() {
  const item = viewer.world.getItemAt(0);
  if (!item) return;
  $('zoom').hidden = false;
  $('zoom').textContent = percent(viewer.viewport.getZoom(false) / viewer.viewport.getHomeZoom());
}

function where(place, page, box, hit) {
  const item = viewer.world.getItemAt(place);
  const [width, height] = sizeOf(page);
  const [fx, fy] = [width / (hit?.width || width), height / (hit?.height || height)];
  return item.imageToViewportRectangle(box.x * fx, box.y * fy, box.w * fx, box.h * fy);
}

function marks() {
  if (!viewer?.world.getItemCount()) return;
  for (const old of [...viewer.element.querySelectorAll('.place')]) viewer.removeOverlay(old);
  seen().forEach((page, place) => {
    for (const { hit, place: index } of inside.on(page)) {
      for (const box of hit.boxes) {
        viewer.addOverlay({
          element: element('div', { class: index === inside.at ? 'place cur' : 'place' }),
          location: where(place, page, box, hit),
        });
      }
    }
  });
}

// Bring the current place into sight without losing the size the reader chose.
function reveal() {
  const hit = inside.hits[inside.at];
  const place = hit ? seen().indexOf(hit.page) : -1;
  if (place < 0 || !hit.boxes.length || !viewer?.world.getItemAt(place)) return;
  const box = where(place, hit.page, hit.boxes[0], hit);
  const view = viewer.viewport.getBounds();
  if (!view.containsPoint(box.getCenter())) viewer.viewport.panTo(box.getCenter(), calm);
  viewer.viewport.applyConstraints(calm);
}

// The words of the page, each where it is printed: to be selected, and read by a screen reader.
async function words() {
  const pages = seen();
  for (const [place, page] of pages.entries()) {
    let found;
    try {
      found = await ask(`${config.api}/pages/${page}`);
    } catch {
      continue;
    }
    const item = viewer.world.getItemAt(place);
    if (!item || seen()[place] !== page || !found.words.length) continue;
    for (const old of viewer.element.querySelectorAll(`.words[data-of="${page}"]`)) viewer.removeOverlay(old);
    const [width, height] = [found.width || sizeOf(page)[0], found.height || sizeOf(page)[1]];
    const drawing = document.createElementNS(SVG, 'svg');
    drawing.setAttribute('viewBox', `0 0 ${width} ${height}`);
    drawing.setAttribute('aria-hidden', 'true'); // the text of the page stands beside, in sentences
    let line = 0;
    found.words.forEach((word, index) => {
      const before = found.words[index - 1];
      if (before && (word.x < before.x || word.y > before.y + before.h)) line += 1;
      const node = document.createElementNS(SVG, 'text');
      node.setAttribute('x', word.x);
      node.setAttribute('y', word.y + word.h * 0.8);
      node.setAttribute('font-size', Math.max(4, word.h * 0.95));
      if (word.w) node.setAttribute('textLength', word.w);
      node.setAttribute('lengthAdjust', 'spacingAndGlyphs');
      node.dataset.line = line;
      node.textContent = word.text;
      drawing.append(node);
    });
    const layer = element('div', { class: selecting ? 'words on' : 'words' }, drawing);
    layer.dataset.of = page;
    for (const kind of ['pointerdown', 'mousedown', 'touchstart']) {
      layer.addEventListener(kind, (event) => selecting && event.target.localName === 'text' && event.stopPropagation());
    }
    viewer.addOverlay({ element: layer, location: item.getBounds() });
  }
}

document.addEventListener('copy', (event) => {
  const selection = getSelection();
  if (!selection.rangeCount || !$('viewer').contains(selection.anchorNode)) return;
  const range = selection.getRangeAt(0);
  const chosen = [...$('viewer').querySelectorAll('.words text')].filter((node) => range.intersectsNode(node));
  if (!chosen.length) return;
  let line = chosen[0].dataset.line;
  let said = '';
  for (const node of chosen) {
    said += said ? (node.dataset.line === line ? ' ' : '\n') : '';
    line = node.dataset.line;
    said += node.textContent;
  }
  event.clipboardData.setData('text/plain', said);
  event.preventDefault();
});

function go(page, direction = 0, toHit = false) {
  if (double && direction) page = direction > 0 ? seen().at(-1) + 1 : seen()[0] - 1;
  if (!(page >= 1 && page <= config.count)) return;
  number = page;
  turned = toHit ? page : 0;
  show(number, seen());
  address(number, sizeOf(number)[2]);
  toHash({ page: number, q: inside.query });
  keep({ page: number }, Math.max(...seen()) / config.count);
  announce(say('page', { page: number, count: config.count }));
  $('offer').hidden = true;
  if (!toHit) {
    inside.at = inside.hits.findIndex((hit) => hit.page === page);
    inside.current();
  }
  text.load(number);
  const [width] = sizeOf(number);
  if (viewer && width) open();
  else if (!width) text.toggle(true);
}

const zoom = (by) => viewer && (viewer.viewport.zoomBy(by, undefined, calm), viewer.viewport.applyConstraints(calm));
const pan = (x, y) => viewer?.viewport.panBy(new OpenSeadragon.Point(x, y).times(0.15 / viewer.viewport.getZoom()), calm);
const fit = () => viewer?.viewport.goHome(calm);
const fitWidth = () => viewer?.viewport.fitHorizontally(calm);
function spread(button = document.querySelector('[data-act=double]')) {
  double = !double;
  button.setAttribute('aria-pressed', String(double));
  if (viewer && sizes) open();
  show(number, seen());
}
function select(button = document.querySelector('[data-act=select]')) {
  selecting = !selecting;
  button.setAttribute('aria-pressed', String(selecting));
  for (const layer of $('viewer').querySelectorAll('.words')) layer.classList.toggle('on', selecting);
}

controls(go, () => number);
tools({ in: () => zoom(1.3), out: () => zoom(1 / 1.3), text: () => text.toggle(), double: spread, select });
const arrow = (by, x, y) => (event) => (event.shiftKey ? pan(x, y) : by ? go(number + by, by) : pan(x, y));
keys({
  ArrowLeft: arrow(-1, -1, 0),
  ArrowRight: arrow(1, 1, 0),
  ArrowUp: arrow(0, 0, -1),
  ArrowDown: arrow(0, 0, 1),
  PageUp: () => go(number - 1, -1),
  PageDown: () => go(number + 1, 1),
  Home: () => go(1),
  End: () => go(config.count),
  '+': () => zoom(1.3),
  '=': () => zoom(1.3),
  '-': () => zoom(1 / 1.3),
  0: fit,
  w: fitWidth,
  d: () => spread(),
  t: () => text.toggle(),
  s: () => select(),
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
  if (asked) number = wanted;
  if (!asked && !config.asked) offer((locator) => go(locator.page), atPage(number));
  show(number, seen());
  address(number);
  if (asked && number !== config.number) text.load(number);
  if (query) inside.search(query, number, !asked && !config.asked);
  try {
    sizes = (await ask(`${config.api}/reading`)).pages;
  } catch {
    // The page in sight still works; others open through their links.
  }
  $('viewer').hidden = false; // first, so that the picture is fitted to the room it has
  begin();
  if (sizeOf(number)[0]) open();
  else text.toggle(true);
  addEventListener('hashchange', () => {
    const page = Number(fromHash().get('page'));
    if (page && page !== number) go(page);
    panel.shut();
  });
}
start();
