// Asks before a form or link with data-confirm="What will happen." goes on. Without scripts such a form leads to a
// page that asks, or posts at once: the server decides that.
const dialog = document.getElementById('confirm');

function ask(text) {
  if (!dialog?.showModal) return Promise.resolve(window.confirm(text));
  dialog.querySelector('[data-text]').textContent = text;
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener('close', () => done(dialog.returnValue === 'yes'), { once: true });
  });
}

document.addEventListener('submit', async (event) => {
  const { target: form, submitter } = event;
  const text = submitter?.dataset.confirm ?? form.dataset.confirm;
  if (!text || form.dataset.sure) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!(await ask(text))) return;
  form.dataset.sure = 'yes';
  form.requestSubmit(submitter?.isConnected ? submitter : undefined);
  delete form.dataset.sure;
}, true);

// hx-confirm uses the same dialog.
document.addEventListener('htmx:confirm', async (event) => {
  if (!event.detail.question) return;
  event.preventDefault();
  if (await ask(event.detail.question)) event.detail.issueRequest(true);
});
