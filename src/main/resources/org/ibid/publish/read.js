// Shows the sentences themselves to a reader who has a copy of the text. The copy stays in this
// browser; a passage is shown only where its digest says that the words are the right ones.

const KEPT = 'ibid.copy';
const place = document.querySelector('.copy');

// The form in which the words of a passage are compared: NFC, no soft hyphens, single spaces.
function normal(text) {
  return text.replaceAll('\u00AD', '').normalize('NFC').replace(/[\s\u0085\u001C-\u001F]+/g, ' ').trim();
}

async function digest(text) {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function putAway() {
  document.querySelectorAll('.passage blockquote').forEach((quote) => quote.remove());
}

async function show(text) {
  putAway();
  const letters = Array.from(text);
  const sentences = [...document.querySelectorAll('.sentence')];
  let found = 0;
  for (const sentence of sentences) {
    const pieces = sentence.dataset.spans.split(' ').map((span) => {
      const [start, end] = span.split('-').map(Number);
      return letters.slice(start, end).join('');
    });
    const words = normal(pieces.join(' '));
    if (await digest(words) === sentence.dataset.digest) {
      const quote = document.createElement('blockquote');
      quote.textContent = words;
      sentence.querySelector('.passage').append(quote);
      found++;
    }
  }
  return [found, sentences.length];
}

async function take(text) {
  const [found, all] = await show(text);
  place.querySelector('[role=status]').textContent = found === all
    ? `All ${all} sentences of this section are as they were when the claims were made.`
    : found === 0
      ? 'This is another text, or another copy: none of the sentences stands where it should.'
      : `${found} of ${all} sentences are as they were when the claims were made; the others are not shown.`;
  place.querySelector('button').hidden = found === 0;
  if (location.hash) document.querySelector(location.hash)?.scrollIntoView();
  return found;
}

if (place && crypto.subtle) {
  place.hidden = false;
  const input = place.querySelector('input');
  input.addEventListener('change', async () => {
    const text = await input.files[0].text();
    if (await take(text)) sessionStorage.setItem(KEPT, text);
  });
  place.querySelector('button').addEventListener('click', () => {
    sessionStorage.removeItem(KEPT);
    putAway();
    input.value = '';
    place.querySelector('button').hidden = true;
    place.querySelector('[role=status]').textContent = '';
  });
  const kept = sessionStorage.getItem(KEPT);
  if (kept) take(kept);
}
