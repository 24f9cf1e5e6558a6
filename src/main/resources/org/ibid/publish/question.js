// Lets one pick what a question is asked about by its name; without scripts one writes its address.

import { Picker } from './pick.js';

const form = document.querySelector('form.choose');
const places = [...form.querySelectorAll('.pick')];
for (const place of places) {
  const [name, iri] = place.querySelectorAll('input');
  const now = place.parentNode.querySelectorAll('.now a');
  if (name.value && now.length === 1) {
    iri.value = name.value;
    name.value = now[0].textContent;
  }
  new Picker(place);
}
form.addEventListener('submit', () => {
  for (const place of places) {
    const [name, iri] = place.querySelectorAll('input');
    if (iri.value) name.value = iri.value;
  }
});
