// Makes the form for claims better than it is without scripts: suggestions while typing, problems
// at the fields at once, and changes of the form without loading the page anew. What is right and
// what is wrong only the server knows.

import { Picker } from './pick.js';

const PAUSE = 350;

/* ---- The form ---- */

const form = () => document.getElementById('claim-form');
const editAddress = () => document.body.dataset.edit || new URL(import.meta.url).pathname.replace(/assets\/edit\.js$/, 'edit');
const touched = new Set();
let pending = 0;
let timer = 0;

const fieldOf = (name) => name.replace(/\/(lang|iri|type)$/, '').replace(/\/\d+$/, '');

function enhance(root) {
  root.querySelectorAll('.pick').forEach((place) => {
    if (!place.querySelector('[role=listbox]')) new Picker(place);
  });
}

function sent(extra) {
  const data = new URLSearchParams(new FormData(form()));
  data.delete('token');
  for (const [name, value] of Object.entries(extra || {})) data.set(name, value);
  return data;
}

/** Has the form checked after a pause in typing. */
function checkSoon() {
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
}

async function check() {
  const number = ++pending;
  clearTimeout(timer);
  try {
    const answer = await fetch(`${editAddress()}/preview`, { method: 'POST', body: sent() });
    if (!answer.ok || number !== pending) return;
    show(await answer.json());
  } catch {
    document.getElementById('status').textContent = 'The server does not answer.';
  }
}

function show(found) {
  const all = form().dataset.checked === 'true';
  document.getElementById('turtle').textContent = found.turtle;
  document.getElementById('status').textContent = found.status;
  const slug = document.getElementById('f-slug');
  if (slug) slug.placeholder = found.proposedSlug;
  for (const [role, iri] of Object.entries(found.things)) {
    const last = form().elements.namedItem(`${role}/slug/0`);
    if (last) last.placeholder = iri.replace(/.*\//, '');
  }
  form().querySelectorAll('.problems').forEach((list) => list.replaceChildren());
  form().querySelectorAll('[aria-invalid]').forEach((input) => input.removeAttribute('aria-invalid'));
  for (const problem of found.problems) {
    const key = fieldOf(problem.field);
    if (problem.field && (all || !problem.missing || touched.has(key))) showAt(problem);
  }
  const summary = document.getElementById('summary');
  if (all) summarise(summary, found);
  form().dataset.state = found.status;
}

function showAt(problem) {
  const list = document.getElementById(`${problem.id}-problems`);
  if (!list) return;
  const item = document.createElement('li');
  item.className = problem.severe ? 'wrong' : 'doubtful';
  item.append(problem.message);
  if (problem.suggestions.length > 0) {
    const meant = document.createElement('span');
    meant.className = 'meant';
    meant.append(' Did you mean ');
    problem.suggestions.forEach((suggestion) => {
      const button = document.createElement('button');
      button.name = 'use';
      button.value = `${suggestion.place}\n${suggestion.text}\n${suggestion.iri}`;
      button.textContent = suggestion.label;
      meant.append(button, ' ');
    });
    meant.append('?');
    item.append(meant);
  }
  if (problem.unknown) {
    const fresh = document.createElement('span');
    fresh.className = 'meant';
    const button = document.createElement('button');
    button.name = 'describe';
    button.value = problem.field;
    button.textContent = 'Describe it';
    fresh.append(' Is it new? ', button);
    item.append(fresh);
  }
  list.append(item);
  if (problem.severe) {
    const named = form().elements.namedItem(problem.field);
    const inputs = named ? (named instanceof RadioNodeList ? [...named] : [named])
      : document.getElementById(problem.id)?.querySelectorAll('.values input:not([type=hidden]), .values textarea, .values select:not(.lang)') || [];
    inputs.forEach((input) => input.setAttribute('aria-invalid', 'true'));
  }
}

function summarise(summary, found) {
  if (found.problems.length === 0) {
    const good = document.createElement('p');
    good.className = 'good';
    good.textContent = 'Nothing is wrong with this claim.';
    summary.replaceChildren(good);
    return;
  }
  const head = document.createElement('h2');
  head.textContent = found.summary;
  const list = document.createElement('ol');
  found.problems.forEach((problem) => {
    const item = document.createElement('li');
    item.className = problem.severe ? 'wrong' : 'doubtful';
    if (problem.id) {
      const link = document.createElement('a');
      link.href = `#${problem.id}`;
      link.textContent = problem.message;
      item.append(link);
    } else {
      item.textContent = problem.message;
    }
    list.append(item);
  });
  summary.replaceChildren(head, list);
}

/** Sends the form as a button would, and puts the form that comes back in the place of this one. */
async function redraw(name, value) {
  pending++;
  clearTimeout(timer);
  const opened = [...document.querySelectorAll('details[open]')].map((details) => details.querySelector('summary').textContent);
  const answer = await fetch(editAddress(), { method: 'POST', body: sent({ [name]: value }) });
  if (!answer.ok) {
    document.getElementById('status').textContent = await answer.text();
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const token = document.getElementById('token')?.value;
  const checked = form().dataset.checked === 'true';
  document.querySelector('main').replaceWith(document.adoptNode(page.querySelector('main')));
  document.title = page.title;
  if (token) document.getElementById('token').value = token;
  if (checked) form().dataset.checked = 'true';
  document.querySelectorAll('details').forEach((details) => {
    if (opened.includes(details.querySelector('summary').textContent)) details.open = true;
  });
  begin();
  const next = form().dataset.focus;
  if (name === 'check') focusOn(document.getElementById('summary'));
  else if (next) focusOn(document.getElementById(next));
  if (checked && name !== 'check') check();
}

/** Puts the focus on a field: on the first thing in it that takes input. */
function focusOn(place) {
  if (!place) return;
  const details = place.closest('details');
  if (details) details.open = true;
  const inputs = 'input:not([type=hidden]):not([disabled]), textarea, select';
  const target = place.matches(inputs) || place.id === 'summary' ? place
    : place.querySelector('input[type=radio]:checked') || place.querySelector(inputs) || place.querySelector('button') || place;
  target.focus();
}

function begin() {
  enhance(document);
  const kept = window.sessionStorage.getItem('ibid-token');
  const token = document.getElementById('token');
  if (token && kept && !token.value) token.value = kept;
}

document.addEventListener('input', (event) => {
  if (event.target.id === 'token') {
    window.sessionStorage.setItem('ibid-token', event.target.value);
  } else if (form()?.contains(event.target)) {
    checkSoon();
  }
});

document.addEventListener('change', (event) => {
  if (!form()?.contains(event.target) || event.target.id === 'token') return;
  touched.add(fieldOf(event.target.name || ''));
  if ('redraw' in event.target.dataset) redraw('redraw', event.target.name);
  else checkSoon();
});

document.addEventListener('focusout', (event) => {
  const name = event.target.name;
  if (form()?.contains(event.target) && name && event.target.id !== 'token' && !touched.has(fieldOf(name))) {
    touched.add(fieldOf(name));
    checkSoon();
  }
});

document.addEventListener('describe', (event) => redraw('describe', event.target.name));

document.addEventListener('click', (event) => {
  const link = event.target.closest('#summary a');
  if (link) {
    event.preventDefault();
    focusOn(document.getElementById(link.hash.slice(1)));
  }
});

document.addEventListener('submit', (event) => {
  const button = event.submitter;
  if (event.target !== form() || !button || button.id === 'download' || button.name === 'publish') return;
  event.preventDefault();
  if (button.name === 'use') {
    const [name, text, iri] = button.value.split('\n');
    const input = form().elements.namedItem(name);
    if (input && !(input instanceof RadioNodeList) && input.type !== 'hidden') {
      input.value = text;
      const hidden = form().elements.namedItem(`${name}/iri`);
      if (hidden) hidden.value = iri || '';
      input.focus();
      touched.add(fieldOf(name));
      check();
      return;
    }
  }
  if (button.name === 'check') form().dataset.checked = 'true';
  redraw(button.name, button.value);
});

/** Lets one narrow down the kinds of claim by typing. */
function filterKinds() {
  const kinds = document.querySelector('.kinds');
  if (!kinds) return;
  const place = document.createElement('p');
  place.className = 'filter';
  const label = document.createElement('label');
  label.htmlFor = 'filter';
  label.textContent = 'Which kind?';
  const input = document.createElement('input');
  input.id = 'filter';
  input.type = 'search';
  input.placeholder = 'Type to narrow down: trade, office, cause …';
  const heard = document.createElement('span');
  heard.className = 'hidden';
  heard.setAttribute('role', 'status');
  place.append(label, input, heard);
  kinds.before(place);
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    kinds.querySelectorAll('li').forEach((kind) => {
      const text = kind.textContent.toLowerCase();
      kind.hidden = !words.every((word) => text.includes(word));
      if (!kind.hidden) shown++;
    });
    kinds.querySelectorAll('section').forEach((section) => {
      section.hidden = !section.querySelector('li:not([hidden])');
    });
    heard.textContent = `${shown} kinds`;
  });
  input.addEventListener('keydown', (event) => {
    const first = kinds.querySelector('li:not([hidden]) a');
    if (event.key === 'Enter' && first) window.location.assign(first.href);
  });
}

filterKinds();
begin();
if (form()) {
  document.documentElement.dataset.enhanced = 'true';
  if (form().dataset.checked === 'true') focusOn(document.getElementById('summary'));
  else if (form().dataset.focus) focusOn(document.getElementById(form().dataset.focus));
}
