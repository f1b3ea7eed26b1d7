// What htmx does when the server says no: refusals come as a message that names its place (HX-Retarget), forms with
// mistakes replace the form, and a broken answer or line is said in a toast.
import { sentence, toast } from './toasts.js';

document.addEventListener('htmx:beforeSwap', (event) => {
  const { xhr } = event.detail;
  if (xhr.status >= 500 && xhr.getResponseHeader('HX-Retarget')) event.detail.shouldSwap = true;
  else if (xhr.status >= 400 && !/^text\/html/.test(xhr.getResponseHeader('Content-Type') ?? '')) event.detail.shouldSwap = false;
});

document.addEventListener('htmx:responseError', (event) => {
  if (event.detail.xhr.status >= 500 && !event.detail.xhr.getResponseHeader('HX-Retarget')) toast(sentence('failed'), 'bad');
});

document.addEventListener('htmx:sendError', () => toast(sentence('offline'), 'bad'));

// HX-Trigger: {"toast": "Saved."} from any page.
document.addEventListener('toast', (event) => toast(event.detail?.value ?? event.detail, event.detail?.kind));
