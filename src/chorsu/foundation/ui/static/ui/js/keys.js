// Keys: `/` goes to the search field; an element with data-key="F3", "m" or "Ctrl+O" is pressed by that key.
const typing = (element) => element.matches?.('input, textarea, select, [contenteditable]');

function named(event) {
  const parts = [];
  if (event.ctrlKey) parts.push('ctrl');
  if (event.altKey) parts.push('alt');
  return [...parts, event.key.toLowerCase()].join('+');
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.metaKey || document.querySelector('dialog[open]')) return;
  const name = named(event);
  const plain = name.length === 1;
  if (plain && typing(event.target)) return;
  if (name === '/') {
    const field = document.querySelector('input[type=search]');
    if (field) {
      event.preventDefault();
      field.focus();
      field.select();
    }
    return;
  }
  for (const element of document.querySelectorAll('[data-key]')) {
    if (element.dataset.key.toLowerCase() !== name || element.disabled) continue;
    event.preventDefault();
    if (element.matches('input, select, textarea')) element.focus();
    else element.click();
    return;
  }
});
