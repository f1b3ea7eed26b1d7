// “Near me”: asks the device where it is and lists the nearest libraries first. The place goes into the address of
// this one page and is kept nowhere.
const button = document.querySelector('[data-nearby]');
if (button && navigator.geolocation) {
  button.hidden = false;
  button.addEventListener('click', () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const here = new URL(location.href);
        here.searchParams.set('near', `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`);
        here.searchParams.delete('page');
        location.assign(here);
      },
      () => { button.disabled = false; },
      { maximumAge: 600000, timeout: 10000 },
    );
  });
}
