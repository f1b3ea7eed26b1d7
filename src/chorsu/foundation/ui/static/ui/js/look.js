// Theme and contrast without a page load. The same cookies are read by the server, so the next page does not flash.
const root = document.documentElement;
const YEAR = 365 * 24 * 3600;

export function keep(name, value) {
  document.cookie = `${name}=${value};path=/;max-age=${YEAR};samesite=lax${location.protocol === 'https:' ? ';secure' : ''}`;
}

const isDark = () =>
  root.dataset.theme === 'dark' || (!root.dataset.theme && matchMedia('(prefers-color-scheme: dark)').matches);

function choose(name, value) {
  if (value === 'auto' || value === 'normal') delete root.dataset[name];
  else root.dataset[name] = value;
  keep(name, value);
}

document.addEventListener('submit', (event) => {
  if (!event.target.matches('form[data-look]') || !event.submitter?.name) return;
  event.preventDefault();
  const { name, value } = event.submitter;
  if (name === 'contrast') choose(name, root.dataset.contrast === 'more' ? 'normal' : 'more');
  // The server cannot know the device's theme, the page can: the switch turns what is seen.
  else if (value !== 'auto') choose(name, isDark() ? 'light' : 'dark');
  else choose(name, value);
});
