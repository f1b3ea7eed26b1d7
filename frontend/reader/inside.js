// Search inside: the server finds (any script, any ending), this draws the list and walks from place to place.
import { $, ask, announce, config, element, say } from './frame.js';

export class Inside {
  constructor({ show, marks }) {
    this.show = show; // (hit, place) => go there
    this.marks = marks; // () => draw the boxes of the page in sight
    this.hits = [];
    this.at = -1;
    this.query = config.query;
    this.form = $('inside');
    if (!this.form) return;
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      const words = $('in').value.trim();
      if (words && words === this.query && this.hits.length) this.step(1);
      else this.search(words);
    });
    $('in').addEventListener('search', () => !$('in').value && this.search(''));
    for (const button of this.form.querySelectorAll('[data-hit]')) {
      button.addEventListener('click', () => this.step(Number(button.dataset.hit)));
    }
  }

  // `from` is the page in sight: the first place on it or behind it is shown.
  async search(query, from = 0, jump = true) {
    this.query = query;
    this.hits = [];
    this.at = -1;
    this.draw();
    if (!query) return this.marks();
    if ($('in')) $('in').value = query;
    $('hit-count').textContent = '…';
    try {
      const answer = await ask(`${config.api}/search?q=${encodeURIComponent(query)}`);
      if (query !== this.query) return undefined;
      this.hits = answer.hits;
      this.note = !answer.total ? say('nothing') : !answer.phrase ? say('apart') : answer.more ? say('more', { count: answer.total }) : '';
    } catch {
      this.note = say('failed');
    }
    this.draw();
    announce(this.hits.length ? say('found', { count: this.hits.length }) : this.note);
    if (!this.hits.length) return this.marks();
    const next = this.hits.findIndex((hit) => hit.page >= from);
    if (jump) this.go(next < 0 ? 0 : next);
    else {
      this.at = this.hits.findIndex((hit) => hit.page === from);
      this.current();
      this.marks();
    }
    return undefined;
  }

  step(by) {
    if (this.hits.length) this.go((this.at + by + this.hits.length) % this.hits.length);
  }

  go(place) {
    this.at = place;
    this.current();
    this.show(this.hits[place], place);
  }

  on(page) {
    return this.hits.map((hit, place) => ({ hit, place })).filter(({ hit }) => hit.page === page);
  }

  draw() {
    const section = $('places');
    section.hidden = !this.query;
    $('places-title').textContent = this.hits.length ? say('found', { count: this.hits.length }) : this.query ? say('searching') : '';
    if (this.note && !this.hits.length) $('places-title').textContent = say('found', { count: 0 });
    $('places-note').textContent = this.note ?? '';
    this.note = '';
    $('found').replaceChildren(
      ...this.hits.map((hit, place) => {
        const name = config.kind === 'epub' ? hit.label : say('short', { page: hit.label });
        const text = element('span', {}, hit.before ? `…${hit.before} ` : '', element('mark', {}, hit.match), hit.after ? ` ${hit.after}…` : '');
        const link = element('a', { href: `${config.address}#page=${hit.page}` }, element('b', { class: 'num' }, name), text);
        link.addEventListener('click', (event) => (event.preventDefault(), this.go(place)));
        return element('li', {}, link);
      }),
    );
    for (const button of this.form?.querySelectorAll('[data-hit]') ?? []) button.hidden = !this.hits.length;
    this.ticks();
    this.current();
  }

  current() {
    if ($('hit-count')) $('hit-count').textContent = this.query ? `${this.at + 1} / ${this.hits.length}` : '';
    [...$('found').querySelectorAll('a')].forEach((link, place) => {
      if (place === this.at) {
        link.setAttribute('aria-current', 'true');
        link.scrollIntoView({ block: 'nearest' });
      } else link.removeAttribute('aria-current');
    });
  }

  ticks() {
    const drawing = $('ticks');
    if (!drawing) return;
    const at = (page) => ((page - 1) / Math.max(1, config.count - 1)) * 1000;
    const bar = (kind, x, width) => `<rect class="${kind}" x="${x.toFixed(1)}" y="0" width="${width}" height="10"/>`;
    const chapters = [...document.querySelectorAll('#toc [data-page]')].map((link) => bar('c', at(Number(link.dataset.page)), 1.5));
    drawing.innerHTML = chapters.join('') + [...new Set(this.hits.map((hit) => hit.page))].map((page) => bar('f', Math.max(0, at(page) - 2), 5)).join('');
  }
}
