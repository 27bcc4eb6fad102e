const button = document.getElementById('yes');
const show = (id, text) => {
  const element = document.getElementById(id);
  if (text) element.textContent = text;
  element.hidden = false;
};
button?.addEventListener('click', async () => {
  button.disabled = true;
  try {
    const answer = await fetch('/api/v1/session', {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang},
      body: JSON.stringify({token: button.dataset.token}),
    });
    if (!answer.ok) return show('failed', (await answer.json()).detail);
    button.hidden = true;
    show('done');
  } catch {
    button.disabled = false;
  }
});
