// Shows the claims that fit while one chooses and types; without scripts the button does the same.

const PAUSE = 200;
const form = document.querySelector('form.browse');
let timer;
let asked = 0;

// On a narrow screen the claims come first.
if (matchMedia('(max-width: 52rem)').matches) form.querySelector('.facets').open = false;

function address() {
  const values = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) values.append(name, value);
  const all = new URL(location.href).searchParams.get('all');
  if (all) values.append('all', all);
  const text = values.toString();
  return form.action + (text ? `?${text}` : '');
}

// Takes over what is new and leaves the field alone in which one writes.
function take(page) {
  const focused = document.activeElement;
  const place = focused && focused.matches('input[type=checkbox]') ? [focused.name, focused.value] : null;
  const facets = form.querySelector('.facets');
  const open = facets.open;
  facets.replaceChildren(...page.querySelector('.facets').childNodes);
  facets.open = open;
  form.querySelector('.claims').replaceChildren(...page.querySelector('.claims').childNodes);
  if (place) {
    const again = [...facets.querySelectorAll('input')]
      .find((box) => box.name === place[0] && box.value === place[1]);
    if (again) again.focus();
  }
}

async function show(keep) {
  const turn = ++asked;
  const to = address();
  const response = await fetch(to, { headers: { Accept: 'text/html' } });
  const text = await response.text();
  if (turn !== asked) return;
  take(new DOMParser().parseFromString(text, 'text/html'));
  if (keep) history.pushState(null, '', to);
  else history.replaceState(null, '', to);
}

form.addEventListener('change', (event) => {
  if (event.target.matches('input[type=checkbox]')) show(true);
});
form.addEventListener('input', (event) => {
  if (event.target.id !== 'q') return;
  clearTimeout(timer);
  timer = setTimeout(() => show(false), PAUSE);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(timer);
  show(true);
});
addEventListener('popstate', () => location.reload());
