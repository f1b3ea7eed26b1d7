// Menus and sheets are <details>: this only closes them as one expects, and folds the big ones on a phone.
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const close = event.target.closest('[data-close]');
  if (close) close.closest('.alert, .toast, .who-card, [data-sheet]')?.remove();
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const menu = document.querySelector('details.menu[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});

for (const button of document.querySelectorAll('[data-close][hidden]')) button.hidden = false;

// A panel beside the content on a wide screen is a button above it on a narrow one.
if (matchMedia('(max-width: 60rem)').matches) {
  for (const panel of document.querySelectorAll('details.facets, details.smenu')) panel.open = false;
}
