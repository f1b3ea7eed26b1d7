// The text of a page beside its picture, in the script the reader chooses.
import { $, ask, config, element, say } from './frame.js';

export class Text {
  constructor(onToggle) {
    this.box = $('layer');
    this.onToggle = onToggle;
    this.script = document.querySelector('#scripts [aria-current]')?.dataset.script ?? '';
    this.number = config.number;
    for (const link of document.querySelectorAll('#scripts a')) {
      link.addEventListener('click', (event) => {
        event.preventDefault();
        this.script = link.dataset.script;
        for (const each of document.querySelectorAll('#scripts a')) each.toggleAttribute('aria-current', false);
        link.setAttribute('aria-current', 'true');
        this.load();
      });
    }
  }

  get shown() {
    return !this.box.hidden;
  }

  toggle(wanted = this.box.hidden) {
    this.box.hidden = !wanted;
    const button = document.querySelector('[data-act=text]');
    button?.removeAttribute('aria-current');
    button?.setAttribute('role', 'button');
    button?.setAttribute('aria-pressed', String(wanted));
    this.onToggle(wanted);
  }

  // The text is fetched for every page in sight: whoever listens to the page instead of looking at it has it too.
  async load(number = this.number) {
    this.number = number;
    try {
      const page = await ask(`${config.api}/pages/${number}/paragraphs?script=${this.script}`);
      if (number !== this.number) return;
      $('layer-name').textContent = say(config.kind === 'epub' ? 'chapter' : 'page', { page: number, count: config.count });
      const lang = config.languages[0] ?? '';
      const words = page.paragraphs.map((text) => element('p', { lang: /[а-яўқғҳ]/i.test(text) && /^uz/.test(lang) ? 'uz-Cyrl' : lang }, text));
      $('words').replaceChildren(...(words.length ? words : [element('p', { class: 'muted' }, say('no_text'))]));
    } catch {
      $('words').replaceChildren(element('p', { class: 'muted' }, say('failed')));
    }
  }
}
