// Copies what stands beside a button. Without scripts there is no button, and one selects the text.

for (const button of document.querySelectorAll('[data-copies]')) {
  const text = document.getElementById(button.dataset.copies);
  button.hidden = !navigator.clipboard;
  button.setAttribute('aria-describedby', text.id);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text.textContent.trim());
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(text);
      button.textContent = 'Selected';
    }
  });
}
