// data-copy="#id" copies the text of an element; data-copy-text copies the given one; data-share uses the device's sheet.
import { sentence, toast } from './toasts.js';

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(sentence('copied'));
  } catch {
    toast(sentence('failed'), 'bad');
  }
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-copy], [data-copy-text], [data-share]');
  if (!button) return;
  if (button.dataset.share !== undefined) {
    event.preventDefault();
    const url = button.dataset.share || location.href;
    if (navigator.share) navigator.share({ url, title: document.title }).catch(() => {});
    else copy(url);
    return;
  }
  const source = button.dataset.copy ? document.querySelector(button.dataset.copy) : null;
  copy(source ? (source.value ?? source.textContent).trim() : button.dataset.copyText);
});
