// Where the reader stopped: in the account for those who are signed in, else in this browser only.
import { $, config, say, percent, token } from './frame.js';

const NAME = `chorsu.reading.${config.pid}`;
let last = null;
let waiting;

function stored() {
  try {
    return JSON.parse(localStorage.getItem(NAME));
  } catch {
    return null; // storage may be shut
  }
}

function send() {
  clearTimeout(waiting);
  if (!last) return;
  const body = JSON.stringify(last);
  last = null;
  if (!config.positions) {
    try {
      localStorage.setItem(NAME, body);
    } catch {
      // full or shut: reading goes on without
    }
    return;
  }
  fetch(config.positions, {
    method: 'PUT',
    keepalive: true,
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token() },
    body,
  }).catch(() => {});
}

export function keep(locator, fraction) {
  last = { locator, fraction, device: /Mobi/.test(navigator.userAgent) ? 'phone' : 'computer' };
  clearTimeout(waiting);
  waiting = setTimeout(send, 1200);
}
addEventListener('pagehide', send);
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && send());

export const kept = () => (config.positions ? config.kept : stored());

// Offer the way back; `worth(locator)` says whether it leads elsewhere, `go(locator)` goes there.
export function offer(go, sentence) {
  const bar = $('offer');
  const found = kept();
  const shut = () => (bar.hidden = true);
  bar.querySelector('[data-offer-close]').hidden = false;
  bar.querySelector('[data-offer-close]').addEventListener('click', shut);
  const text = found && sentence(found.locator, found.fraction);
  if (!text) return shut();
  bar.querySelector('p').textContent = text;
  const button = bar.querySelector('[data-go-on]');
  button.hidden = false;
  button.addEventListener('click', (event) => {
    event.preventDefault();
    shut();
    go(found.locator);
  });
  bar.hidden = false;
  return undefined;
}

export const atPage = (number) => (locator) =>
  locator?.page && locator.page !== number && locator.page !== 1 ? say('kept', { page: locator.page }) : '';
export const atShare = (locator, fraction) => (locator?.cfi ? say('kept_book', { percent: percent(fraction) }) : '');
