// A word in passing. Everything important is on the page as well: a toast goes away.
const said = document.getElementById('said')?.dataset ?? {};

export function toast(text, kind = '') {
  const place = document.getElementById('toasts');
  if (!place || !text) return;
  const note = document.createElement('div');
  note.className = `toast ${kind}`;
  note.textContent = text;
  place.append(note);
  setTimeout(() => note.remove(), 3000 + text.length * 50);
}

export const sentence = (name) => said[name] ?? '';
