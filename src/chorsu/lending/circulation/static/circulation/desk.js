// Keys, focus and sound of the desk. Without this module every button still works.
const tones = { ok: [660, 0.09], wait: [520, 0.22], now: [760, 0.06], bad: [180, 0.35] };
let audio;

function beep(kind) {
  const tone = tones[kind];
  if (!tone || !window.AudioContext) return;
  try {
    audio ??= new AudioContext();
    if (audio.state === "suspended") return; // no sound before the first key press
    const source = audio.createOscillator();
    const volume = audio.createGain();
    source.frequency.value = tone[0];
    volume.gain.value = 0.08;
    source.connect(volume).connect(audio.destination);
    source.start();
    source.stop(audio.currentTime + tone[1]);
  } catch { /* a desk without a loudspeaker still shows the colour */ }
}

const field = () => document.getElementById("scan");

document.addEventListener("keydown", (event) => {
  audio?.resume?.();
  const name = (event.ctrlKey ? "Ctrl+" : "") + event.key;
  if (event.key === "Escape") {
    const close = document.getElementById("close-reader");
    if (field()?.value) field().value = "";
    else if (close) close.click();
    return;
  }
  // A digit is a remedy only while nothing is being scanned.
  if (/^\d$/.test(event.key) && (field()?.value || !document.querySelector(".no"))) return;
  const button = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === name);
  if (!button) return;
  event.preventDefault();
  if (button.form?.id === "scan-form" && !field().value) {
    // A mode key with nothing scanned yet sets the mode for the next scan.
    for (const each of button.parentElement.querySelectorAll("button")) each.setAttribute("aria-pressed", String(each === button));
    button.form.elements.keep.value = button.value;
    field().focus();
  } else button.click();
});

// Enter in the field sends the mode that is set, not the first button of the form.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target !== field()) return;
  event.preventDefault();
  const mode = field().form.elements.keep.value || "auto";
  field().form.querySelector(`button[value="${mode}"]`)?.click();
}, true);

document.addEventListener("htmx:afterSwap", () => {
  const sound = document.querySelector("[data-sound]");
  if (sound) beep(sound.dataset.sound);
  field()?.focus();
});
field()?.focus();
