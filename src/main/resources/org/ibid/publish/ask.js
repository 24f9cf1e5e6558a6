// Makes the page for questions better than it is without scripts: an editor that completes, marks
// mistakes where they are, and asks without loading the page anew. What is right and what the
// answer looks like only the server knows.

import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, highlightActiveLine, highlightActiveLineGutter } from '@codemirror/view';
import { StreamLanguage, HighlightStyle, syntaxHighlighting, bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { autocompletion, completionKeymap, closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { linter, lintGutter, lintKeymap, setDiagnostics, nextDiagnostic } from '@codemirror/lint';
import { sparql } from '@codemirror/legacy-modes/mode/sparql';
import { tags } from '@lezer/highlight';
import { offerPng } from './picture.js';
import { Picker } from './pick.js';

const LONGEST_LINK = 7000;
const MOST_RAW = 200000;

const root = new URL(import.meta.url).pathname.replace(/assets\/ask\.js$/, '');
const place = `${root}ask`;
const form = document.getElementById('ask');
const area = document.getElementById('query');
const runButton = document.getElementById('run');

function made(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/* ---- What can be completed ---- */

const KEYWORDS = ['SELECT', 'DISTINCT', 'WHERE', 'OPTIONAL', 'FILTER', 'UNION', 'MINUS', 'VALUES', 'BIND', 'GROUP BY',
  'ORDER BY', 'HAVING', 'LIMIT', 'OFFSET', 'ASK', 'CONSTRUCT', 'DESCRIBE', 'GRAPH', 'SERVICE', 'PREFIX', 'EXISTS',
  'NOT EXISTS', 'COUNT', 'SUM', 'MIN', 'MAX', 'AVG', 'SAMPLE', 'GROUP_CONCAT', 'IF', 'COALESCE', 'BOUND', 'LANG',
  'STR', 'REGEX', 'CONTAINS', 'STRSTARTS', 'YEAR', 'DESC', 'ASC', 'UNDEF'];

let terms = null;

function vocabulary() {
  terms ??= fetch(`${place}/terms`).then((answer) => answer.json()).catch(() => ({ prefixes: {}, terms: [] }));
  return terms;
}

const declared = (text) => new Set([...text.matchAll(/\bprefix\s+([\w.-]*):/gi)].map((match) => match[1]));

/** Puts a name where the word stands, and its prefix at the top if it is not declared there. */
function complete(name, prefixes) {
  return (view, completion, from, to) => {
    const text = view.state.doc.toString();
    const prefix = name.match(/^([\w-]*):/)?.[1];
    const changes = [{ from, to, insert: name }];
    let at = from + name.length;
    if (prefix !== undefined && prefixes[prefix] && !declared(text).has(prefix)) {
      const line = `PREFIX ${prefix}: <${prefixes[prefix]}>\n`;
      changes.unshift({ from: 0, insert: line });
      at += line.length;
    }
    view.dispatch({ changes, selection: { anchor: at }, userEvent: 'input.complete' });
  };
}

/** How well a term answers to what was typed, the less the better; null if it does not. */
function rank(term, typed) {
  const name = term.name.toLowerCase();
  const local = name.slice(name.indexOf(':') + 1);
  const label = term.label.toLowerCase();
  if (name === typed || local === typed) return 0;
  if (name.startsWith(typed) || local.startsWith(typed)) return 1;
  if (label.startsWith(typed)) return 2;
  if (typed.length > 1 && (` ${label}`.includes(` ${typed}`) || local.includes(typed))) return 3;
  return null;
}

async function completions(context) {
  const variable = context.matchBefore(/[?$]\w*/);
  if (variable) {
    const names = new Set([...context.state.doc.toString().matchAll(/[?$](\w+)/g)].map((match) => match[1]));
    names.delete(variable.text.slice(1));
    return {
      from: variable.from,
      options: [...names].map((name) => ({ label: variable.text[0] + name, type: 'variable' })),
    };
  }
  const word = context.matchBefore(/(?:[A-Za-z][\w-]*:)?[\p{L}\p{N}_-]*/u);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const before = context.state.doc.lineAt(word.from).text.slice(0, word.from - context.state.doc.lineAt(word.from).from);
  if (/#|<[^>\s]*$/.test(before) || (before.match(/"/g) || []).length % 2) return null;
  const typed = word.text.toLowerCase();
  const { prefixes, terms: all } = await vocabulary();
  const found = all
    .map((term) => ({ term, rank: rank(term, typed) }))
    .filter((one) => one.rank !== null)
    .sort((a, b) => a.rank - b.rank || a.term.name.length - b.term.name.length)
    .slice(0, 40);
  const options = found.map(({ term }) => ({
    label: term.name,
    detail: term.label,
    info: term.about || null,
    type: term.kind,
    apply: complete(term.name, prefixes),
  }));
  if (!typed.includes(':')) {
    KEYWORDS.filter((keyword) => typed && keyword.toLowerCase().startsWith(typed))
      .forEach((keyword) => options.unshift({ label: keyword, type: 'keyword' }));
  }
  const sought = typed.slice(typed.indexOf(':') + 1).replace(/[-_]/g, ' ');
  if (sought.length > 1 && !context.aborted) {
    const hits = await fetch(`${root}edit/suggest?${new URLSearchParams({ q: sought })}`)
      .then((answer) => answer.json()).catch(() => []);
    const prefix = typed.includes(':') ? typed.slice(0, typed.indexOf(':') + 1) : '';
    hits.filter((hit) => hit.name.toLowerCase().startsWith(prefix)).forEach((hit) => {
      const short = /^[\w-]+:[\w-]+$/.test(hit.name) ? hit.name : `<${hit.iri}>`;
      options.push({
        label: short,
        displayLabel: short.startsWith('<') ? hit.iri.replace(/^.*\/id\//, '') : short,
        detail: hit.label,
        info: hit.detail || null,
        type: 'thing',
        apply: complete(short, prefixes),
      });
    });
  }
  return { from: word.from, options, filter: false };
}

/* ---- Mistakes at their place ---- */

function diagnostic(state, { message, line, column }) {
  if (!line) return { from: 0, to: state.doc.length, severity: 'error', message };
  const at = state.doc.line(Math.min(line, state.doc.lines));
  let from = Math.min(at.from + Math.max(0, column - 1), at.to);
  const rest = at.text.slice(from - at.from);
  let to = from + (rest.match(/^[\w:?$.-]+|^\S/)?.[0].length || 0);
  if (to === from) from = Math.max(at.from, from - 1);
  return { from, to: Math.max(to, from), severity: 'error', message };
}

const told = made('p', { id: 'told' });
told.setAttribute('role', 'status');

function tell(found) {
  told.replaceChildren();
  if (!found?.message) return;
  const where = found.line ? `Line ${found.line}, column ${found.column}` : 'The query';
  const button = made('button', { type: 'button', className: 'link', textContent: where });
  button.addEventListener('click', () => {
    const { from } = diagnostic(view.state, found);
    view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    view.focus();
  });
  told.append(button, `: ${found.message}`);
}

const checker = linter(async (editor) => {
  const query = editor.state.doc.toString();
  if (!query.trim()) {
    tell(null);
    return [];
  }
  try {
    const answer = await fetch(`${place}/check`, { method: 'POST', body: new URLSearchParams({ query }) });
    const found = await answer.json();
    tell(found);
    return found.message ? [diagnostic(editor.state, found)] : [];
  } catch {
    return [];
  }
}, { delay: 400 });

/* ---- The editor ---- */

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--code-word)', fontWeight: '600' },
  { tag: tags.standard(tags.variableName), color: 'var(--code-word)' },
  { tag: tags.local(tags.variableName), color: 'var(--code-variable)' },
  { tag: tags.atom, color: 'var(--code-name)' },
  { tag: tags.string, color: 'var(--code-text)' },
  { tag: tags.comment, color: 'var(--faint)', fontStyle: 'italic' },
]);

const look = EditorView.theme({
  '&': { backgroundColor: 'var(--field)', color: 'var(--ink)', border: '1px solid var(--control)', borderRadius: '4px', fontSize: '.84rem' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55', minHeight: '9rem', maxHeight: '60vh' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '.6rem 0' },
  '.cm-gutters': { backgroundColor: 'var(--raised)', color: 'var(--faint)', border: '0', borderRadius: '4px 0 0 4px' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent) 6%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--ink)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-soft)', outline: '1px solid var(--control)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--wrong)', textUnderlineOffset: '.25em' },
  '.cm-lint-marker-error': { content: 'none', width: '.7em', height: '.7em', borderRadius: '50%', backgroundColor: 'var(--wrong)', marginTop: '.4em' },
  '.cm-tooltip': { backgroundColor: 'var(--field)', color: 'var(--ink)', border: '1px solid var(--control)', borderRadius: '4px', maxWidth: 'min(34rem, 92vw)' },
  '.cm-diagnostic': { fontFamily: 'var(--sans)', fontSize: '.82rem', padding: '.3rem .6rem' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--wrong)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '16rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '.2rem .6rem', lineHeight: '1.5' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent-soft)', color: 'var(--ink)', boxShadow: 'inset 3px 0 var(--accent)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': { fontFamily: 'var(--sans)', fontStyle: 'normal', fontSize: '.78rem', color: 'var(--faint)', marginLeft: '.8em' },
  'li[aria-selected] .cm-completionDetail': { color: 'var(--ink)' },
  '.cm-completionInfo': { fontFamily: 'var(--sans)', fontSize: '.8rem', lineHeight: '1.45', padding: '.4rem .7rem' },
});

const host = made('div', { className: 'editor', id: 'editor' });
const shadow = host.attachShadow({ mode: 'open' });
area.before(host);
area.hidden = true;
document.getElementById('query-label').addEventListener('click', () => view.focus());

const view = new EditorView({
  parent: shadow,
  root: shadow,
  state: EditorState.create({
    doc: area.value,
    extensions: [
      lineNumbers(), highlightActiveLineGutter(), lintGutter(), history(), indentOnInput(), indentUnit.of('  '),
      bracketMatching(), closeBrackets(), highlightActiveLine(), StreamLanguage.define(sparql),
      syntaxHighlighting(colours), look, checker, EditorView.lineWrapping,
      autocompletion({ override: [completions], icons: false, maxRenderedOptions: 60 }),
      EditorView.contentAttributes.of({ 'aria-label': 'SPARQL query', autocapitalize: 'off', spellcheck: 'false' }),
      keymap.of([
        { key: 'Mod-Enter', run: () => { ask(); return true; } },
        ...completionKeymap, ...closeBracketsKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap,
      ]),
      EditorView.updateListener.of((update) => { if (update.docChanged) changed(); }),
    ],
  }),
});

const query = () => view.state.doc.toString();

/** The query without IRIs, texts and comments. */
const bare = (text) => text.replace(/<[^>\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#.*$/gm, ' ');

/** Declares the prefixes that the query uses and does not declare. */
async function addPrefixes() {
  const { prefixes } = await vocabulary();
  const text = query();
  const known = declared(text);
  const used = new Set([...bare(text).matchAll(/(?<![\w?$:-])([A-Za-z][\w-]*):/g)].map((match) => match[1]));
  const lines = [...used].filter((prefix) => prefixes[prefix] && !known.has(prefix)).sort()
    .map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}>\n`).join('');
  say(lines ? 'The prefixes stand at the top now.' : 'Every prefix that is used is declared already.');
  if (lines) view.dispatch({ changes: { from: 0, insert: lines } });
  view.focus();
}

/* ---- Asking ---- */

let running = null;
const stopButton = made('button', { type: 'button', className: 'quiet', id: 'stop', textContent: 'Stop', hidden: true });
const clock = made('span', { className: 'remark', id: 'clock' });
const said = made('span', { className: 'remark', id: 'said' });
said.setAttribute('role', 'status');

function say(text) {
  said.textContent = text;
}

function changed() {
  area.value = query();
  say('');
  code.update();
}

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** The query that was answered last, and the way in which its answer is shown. */
let asked = area.value;
let way = new URLSearchParams(window.location.search).get('view');

async function ask(text = query()) {
  if (running) return;
  asked = text;
  const since = performance.now();
  running = {
    id: Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    abort: new AbortController(),
  };
  const timer = setInterval(() => { clock.textContent = seconds(since); }, 100);
  runButton.disabled = true;
  stopButton.hidden = false;
  clock.textContent = '';
  say('');
  try {
    const answer = await fetch(place, {
      method: 'POST',
      headers: { Accept: 'text/html' },
      body: new URLSearchParams({ ...parameters(text), run: running.id }),
      signal: running.abort.signal,
    });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of ['#outcome', '.bottom']) {
      const next = page.querySelector(part);
      if (next) document.querySelector(part).replaceWith(document.adoptNode(next));
    }
    const link = address(text);
    window.history.replaceState(null, '', link.length > LONGEST_LINK ? place : link);
    settle(true);
    const summary = document.querySelector('#outcome .summary > span');
    say(summary ? `Answered: ${summary.textContent}` : '');
  } catch (error) {
    say(error.name === 'AbortError' ? 'Stopped.' : 'The server does not answer.');
  } finally {
    clearInterval(timer);
    clock.textContent = '';
    running = null;
    runButton.disabled = false;
    stopButton.hidden = true;
  }
}

/** Has the server stop; if it does not answer, no longer waits for it. */
async function stop() {
  const run = running;
  if (!run) return;
  setTimeout(() => { if (running === run) run.abort.abort(); }, 3000);
  await fetch(`${place}/stop`, { method: 'POST', body: new URLSearchParams({ run: run.id }) }).catch(() => {});
}

const parameters = (text) => (way ? { query: text, view: way } : { query: text });
const address = (text) => `${place}?${new URLSearchParams(parameters(text))}`;

async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    say('The browser does not let this page copy.');
  }
}

/* ---- The answer ---- */

/** Adds to the answer what needs scripts: the raw answer, a PNG, the mark in the editor. */
function settle(isNew) {
  const mistake = document.getElementById('mistake');
  if (mistake) {
    const found = {
      message: mistake.querySelector('p').lastChild.textContent.trim(),
      line: Number(mistake.dataset.line),
      column: Number(mistake.dataset.column),
    };
    if (found.line) {
      const marked = diagnostic(view.state, found);
      view.dispatch(setDiagnostics(view.state, [marked]));
      if (isNew) view.dispatch({ selection: { anchor: marked.from }, scrollIntoView: true });
      tell(found);
    }
    if (isNew) view.focus();
    return;
  }
  const answer = document.querySelector('#outcome .answer');
  const views = answer?.querySelector('.views');
  const json = [...answer?.querySelectorAll('.summary a') ?? []].find((link) => link.textContent.trim() === 'JSON');
  if (!views || !json) return;
  offerPng(answer);
  views.querySelectorAll('a').forEach((link) => link.addEventListener('click', (event) => {
    event.preventDefault();
    way = new URL(link.href).searchParams.get('view');
    ask(asked);
  }));
  const button = made('button', { type: 'button', className: 'quiet', textContent: 'Raw' });
  button.setAttribute('aria-expanded', 'false');
  let shown = null;
  button.addEventListener('click', async () => {
    shown ??= await raw(json.href);
    if (!shown.isConnected) views.after(shown);
    else shown.remove();
    button.setAttribute('aria-expanded', String(shown.isConnected));
  });
  views.append(button);
}

async function raw(from) {
  let text;
  try {
    text = await (await fetch(from)).text();
  } catch {
    text = 'The server does not answer.';
  }
  const pre = made('pre', { className: 'raw', tabIndex: 0, textContent: text.length > MOST_RAW ? `${text.slice(0, MOST_RAW)}\n…` : text });
  pre.setAttribute('role', 'region');
  pre.setAttribute('aria-label', 'The answer as JSON');
  return pre;
}

/* ---- The query in a program ---- */

const endpoint = new URL(`${root}sparql`, window.location.href).href;
const givesTriples = (text) => /^(construct|describe)$/i.test(bare(text).match(/\b(select|ask|construct|describe)\b/i)?.[0] || '');

const PROGRAMS = {
  curl: (text, type) => `curl ${endpoint} -H 'Accept: ${type}' --data-urlencode query@- <<'SPARQL'\n${text}\nSPARQL`,
  Python: (text, type) => [
    type === 'text/csv' ? 'import io, pandas, requests' : 'import requests', '',
    `query = r'''\n${text.replaceAll("'''", "''' \"'''\" r'''")}\n'''`,
    `answer = requests.post("${endpoint}", data={"query": query}, headers={"Accept": "${type}"})`,
    'answer.raise_for_status()',
    type === 'text/csv' ? 'print(pandas.read_csv(io.StringIO(answer.text)))' : 'print(answer.text)'].join('\n'),
  R: (text, type) => [
    `query <- r"-----(\n${text}\n)-----"`,
    `address <- paste0("${endpoint}?format=${type === 'text/csv' ? 'csv' : 'ttl'}&query=", URLencode(query, reserved = TRUE))`,
    type === 'text/csv' ? 'read.csv(address)' : 'cat(readLines(address), sep = "\\n")'].join('\n'),
  JavaScript: (text, type) => [
    `const query = \`\n${text.replace(/[\\`]|\$\{/g, (found) => `\\${found}`)}\n\`;`,
    `const answer = await fetch("${endpoint}", {`,
    '  method: "POST",', '  body: new URLSearchParams({ query }),',
    `  headers: { Accept: "${type === 'text/csv' ? 'application/sparql-results+json' : type}" },`, '});',
    type === 'text/csv' ? 'console.table((await answer.json()).results.bindings);' : 'console.log(await answer.text());'].join('\n'),
};

const code = {
  language: 'curl',
  pre: made('pre', { className: 'raw', tabIndex: 0 }),
  update() {
    const text = query();
    this.pre.textContent = PROGRAMS[this.language](text, givesTriples(text) ? 'text/turtle' : 'text/csv');
  },
  build() {
    this.pre.setAttribute('role', 'region');
    this.pre.setAttribute('aria-label', 'The query in a program');
    const select = made('select', { id: 'language' }, ...Object.keys(PROGRAMS).map((name) => made('option', { textContent: name })));
    select.addEventListener('change', () => { this.language = select.value; this.update(); });
    const button = made('button', { type: 'button', className: 'quiet', textContent: 'Copy' });
    button.addEventListener('click', () => copy(this.pre.textContent, 'The code is copied.'));
    const details = made('details', { className: 'turtle', id: 'code' },
      made('summary', { textContent: 'Use it in a program' }),
      made('p', { className: 'pickline' }, made('label', { htmlFor: 'language', textContent: 'Language' }), select, button),
      this.pre);
    this.update();
    return details;
  },
};

/* ---- The questions ---- */

function filterQuestions() {
  const list = document.getElementById('questions');
  const input = made('input', { id: 'filter', type: 'search', placeholder: 'Type to narrow down: trade, sources, Iran …' });
  const heard = made('span', { className: 'hidden' });
  heard.setAttribute('role', 'status');
  list.before(made('p', { className: 'filter' }, made('label', { htmlFor: 'filter', textContent: 'Which question?' }), input, heard));
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    list.querySelectorAll('section').forEach((section) => {
      const module = section.querySelector('h2').textContent.toLowerCase();
      section.querySelectorAll('li').forEach((item) => {
        const text = `${module} ${item.textContent.toLowerCase()}`;
        item.hidden = !words.every((word) => text.includes(word));
        if (!item.hidden) shown++;
      });
      section.hidden = !section.querySelector('li:not([hidden])');
    });
    heard.textContent = `${shown} questions`;
  });
  input.addEventListener('keydown', (event) => {
    const first = list.querySelector('li:not([hidden]) a');
    if (event.key === 'Enter' && first) window.location.assign(first.href);
  });
}

/* ---- */

form.addEventListener('submit', (event) => {
  event.preventDefault();
  ask();
});
stopButton.addEventListener('click', stop);
const linkButton = made('button', { type: 'button', className: 'quiet', id: 'share', textContent: 'Copy link' });
linkButton.addEventListener('click', () => {
  const link = new URL(address(query()), window.location.href).href;
  if (link.length > LONGEST_LINK) say('The query is too long for a link.');
  else copy(link, 'The link is copied.');
});
const prefixButton = made('button', { type: 'button', className: 'quiet', id: 'prefixes', textContent: 'Add prefixes' });
prefixButton.addEventListener('click', addPrefixes);
runButton.title = 'Ctrl+Enter';
runButton.after(stopButton, clock, prefixButton, linkButton, said);
document.getElementById('bar').before(told);
form.append(code.build());
filterQuestions();
document.querySelectorAll('.pick').forEach((one) => new Picker(one));
settle(false);
window.ibidEditor = view;
document.documentElement.dataset.enhanced = 'true';
