// Audio and video: the browser's own player, with speed, short jumps, a sleep timer and the place kept.
import { $, config, full, keys, panels, say } from './frame.js';
import { keep, kept, offer } from './position.js';

const media = $('media');
const NAME = 'chorsu.listening.speed';
let sleep = 0;
let saved = 0;

function clock(seconds) {
  const whole = Math.floor(seconds || 0);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value) => String(value).padStart(2, '0');
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

function jump(by) {
  media.currentTime = Math.max(0, Math.min(media.duration || Infinity, media.currentTime + by));
}

function remember(force = false) {
  if (!media.currentTime || (!force && Math.abs(media.currentTime - saved) < 5)) return;
  saved = media.currentTime;
  keep({ time: Math.round(media.currentTime * 10) / 10 }, media.duration ? media.currentTime / media.duration : 0);
}

panels();
$('playing').hidden = false;
for (const button of document.querySelectorAll('[data-skip]')) button.addEventListener('click', () => jump(Number(button.dataset.skip)));
for (const button of document.querySelectorAll('[data-time]')) {
  button.addEventListener('click', () => {
    media.currentTime = Number(button.dataset.time);
    media.play();
  });
}
$('speed').addEventListener('change', () => {
  media.playbackRate = Number($('speed').value);
  try {
    localStorage.setItem(NAME, $('speed').value);
  } catch {
    // for this visit only
  }
});
$('sleep')?.addEventListener('change', () => {
  clearTimeout(sleep);
  const minutes = Number($('sleep').value);
  $('note').textContent = minutes ? say('sleep', { minutes }) : '';
  if (minutes) {
    sleep = setTimeout(() => {
      media.pause();
      $('sleep').value = '0';
      $('note').textContent = say('slept');
    }, minutes * 60_000);
  }
});
media.addEventListener('timeupdate', () => {
  $('clock').textContent = `${clock(media.currentTime)} / ${clock(media.duration)}`;
  remember();
  const chapters = [...document.querySelectorAll('[data-time]')];
  const here = chapters.filter((button) => Number(button.dataset.time) <= media.currentTime).at(-1);
  for (const button of chapters) button.toggleAttribute('aria-current', button === here);
});
media.addEventListener('pause', () => remember(true));
media.addEventListener('error', () => ($('note').textContent = say('unreadable')));
try {
  const speed = localStorage.getItem(NAME);
  if (speed && [...$('speed').options].some((option) => option.value === speed)) {
    $('speed').value = speed;
    media.playbackRate = Number(speed);
  }
} catch {
  // storage may be shut
}
const begin = (time) => {
  const set = () => (media.currentTime = time);
  if (media.readyState) set();
  else media.addEventListener('loadedmetadata', set, { once: true });
  media.play().catch(() => {});
};
const asked = /[#&]t=([\d.]+)/.exec(location.hash);
if (asked) media.currentTime = Number(asked[1]);
else if (kept()) offer((locator) => begin(locator.time), (locator) => (locator?.time > 5 ? say('kept_time', { time: clock(locator.time) }) : ''));
keys({
  ' ': () => (media.paused ? media.play() : media.pause()),
  k: () => (media.paused ? media.play() : media.pause()),
  ArrowLeft: () => jump(-15),
  ArrowRight: () => jump(30),
  Home: () => jump(-1e9),
  m: () => (media.muted = !media.muted),
  f: () => (config.kind === 'video' && !document.fullscreenElement ? media.requestFullscreen?.() : full()),
});
