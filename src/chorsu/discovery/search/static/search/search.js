// The filter sheet of the results on small screens.
// On a phone the filters begin closed, and stay as the reader left them when results are drawn again.
const small = matchMedia("(max-width: 60rem)");
let open = !small.matches;
const sheet = () => document.querySelector("details.facets");
if (sheet()) sheet().open = open;
document.addEventListener("toggle", (event) => {
  if (event.target === sheet()) open = event.target.open;
}, true);
document.addEventListener("htmx:afterSwap", () => { if (sheet()) sheet().open = open; });
