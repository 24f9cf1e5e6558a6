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
const MOST_OFFERED = 50;

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

/** Whether there is room for the meaning of a term beside the list. */
const roomy = matchMedia('(min-width: 60rem)');

const lists = new Map();

/** What the server lists for completion; it is asked once. */
function listed(service) {
  const from = `${place}/terms${service ? `?${new URLSearchParams({ service })}` : ''}`;
  if (!lists.has(from)) {
    const none = { prefixes: {}, services: [], terms: [] };
    lists.set(from, fetch(from).then((answer) => answer.json()).catch(() => none));
  }
  return lists.get(from);
}

const vocabulary = () => listed('');

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

const QUOTED = /<[^>\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;
const TOKEN = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^>\s]*>|#.*|[{}()[\];,<]|[^\s{}()[\];,"'#<]+/g;

/**
 * Where a word stands that begins at the end of a text: which part of a pattern it is, and in which
 * SERVICE. A guess, which only puts in order what is offered.
 */
function placeAfter(text) {
  const services = [null];
  let service = null;
  let parentheses = 0;
  let words = [];
  let waits = false;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token[0] === '#') continue;
    if (token === '{') {
      services.push(waits ? service : services.at(-1));
      waits = false;
      words = [];
    } else if (token === '}') {
      if (services.length > 1) services.pop();
      words = [];
    } else if (token === '(' || token === ')') {
      parentheses = Math.max(0, parentheses + (token === '(' ? 1 : -1));
    } else if (token === '.') words = [];
    else if (token === ';' || token === '[') words = ['subject'];
    else if (token === ',') words = ['subject', 'predicate'];
    else if (/^service$/i.test(token)) waits = true;
    else if (waits) {
      if (token[0] === '<') service = token.slice(1, -1);
    } else if (token.length > 1 && token.endsWith('.')) words = [];
    else words.push(token);
  }
  const last = words.at(-1) || '';
  let part = ['subject', 'predicate', 'object'][words.length] || 'other';
  if (services.length === 1) part = 'outside';
  else if (/[/^|]$/.test(last)) part = 'predicate';
  else if (parentheses > 0) part = 'other';
  else if (part === 'object' && /^(a|rdf:type|wdt:P31)$/.test(last)) part = 'class';
  return { part, service: services.at(-1) };
}

const FITTING = { subject: ['thing', 'item'], predicate: ['property'], object: ['thing', 'item', 'value'], class: ['class'] };

/** How well a term answers to what was typed, the less the better; null if it does not. */
function rank(term, typed) {
  const name = term.name.toLowerCase();
  const local = name.slice(name.indexOf(':') + 1);
  const labels = [term.label, ...term.also].map((label) => label.toLowerCase());
  const words = typed.replace(/[-_]/g, ' ');
  if (name === typed || local === typed || labels[0] === words) return 0;
  if (name.startsWith(typed) || local.startsWith(typed) || labels[0].startsWith(words)) return 1;
  if (words.length > 1 && labels.some((label) => ` ${label}`.includes(` ${words}`))) return 2;
  if (typed.length > 2 && local.includes(typed)) return 3;
  return null;
}

/** Under another prefix a property of Wikidata is another property: p:P36, ps:P36, pq:P36, wd:P36. */
function prefixed(term, prefix) {
  const others = ['p:', 'ps:', 'pq:', 'wd:'];
  return term.kind === 'property' && term.name.startsWith('wdt:') && others.includes(prefix)
    ? { ...term, name: prefix + term.name.slice(4) } : term;
}

function variables(context, variable) {
  const names = new Map();
  for (const [, name] of context.state.doc.toString().matchAll(/[?$](\w+)/g)) names.set(name, (names.get(name) || 0) + 1);
  const own = variable.text.slice(1);
  if (names.get(own) === 1) names.delete(own);
  return {
    from: variable.from,
    options: [...names].map(([name, times]) => ({ label: variable.text[0] + name, type: 'variable', boost: times })),
  };
}

async function completions(context) {
  const variable = context.matchBefore(/[?$]\w*/);
  if (variable) return variables(context, variable);
  const word = context.matchBefore(/(?:[A-Za-z][\w-]*:)?[\p{L}\p{N}_-]*/u);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const line = context.state.doc.lineAt(word.from);
  const before = line.text.slice(0, word.from - line.from).replace(QUOTED, ' ');
  if (/[#"']|<[^>\s]*$/.test(before)) return null;
  const typed = word.text.toLowerCase();
  const prefix = typed.slice(0, typed.indexOf(':') + 1);
  const sought = typed.slice(prefix.length);
  const { part, service } = placeAfter(context.state.doc.sliceString(0, word.from));
  const { prefixes, services, terms } = await vocabulary();
  const outside = services.includes(service);
  const here = outside ? (await listed(service)).terms : [];
  const usual = outside ? terms.filter((term) => !/w3id\.org\/ibid\//.test(prefixes[term.name.split(':')[0]])) : terms;
  const fits = (term) => Number((FITTING[part] || []).includes(term.kind));
  const found = [...here, ...usual]
    .map((term) => prefixed(term, prefix))
    .filter((term) => term.name.toLowerCase().startsWith(prefix))
    .map((term) => ({ term, rank: rank(term, sought) }))
    .filter((one) => one.rank !== null);
  if (!outside && (sought.length > 1 || prefix) && !context.aborted) {
    const things = await fetch(`${place}/suggest?${new URLSearchParams({ q: sought.replace(/[-_]/g, ' '), prefix })}`)
      .then((answer) => answer.json()).catch(() => []);
    things.forEach((thing, number) => {
      const term = { ...thing, sort: thing.kind, kind: 'thing', also: [], about: '', uses: -number };
      found.push({ term, rank: rank(term, sought) ?? 2 });
    });
  }
  const options = found
    .sort((one, other) => Math.min(one.rank, 2) - Math.min(other.rank, 2) || fits(other.term) - fits(one.term)
      || other.term.uses - one.term.uses || one.rank - other.rank || one.term.name.length - other.term.name.length)
    .slice(0, MOST_OFFERED)
    .map(({ term }) => ({
      label: term.name,
      displayLabel: term.name.startsWith('<') ? term.name.replace(/^.*\/id\/|>$/g, '') : term.name,
      detail: term.label,
      info: (roomy.matches && term.about) || null,
      type: term.sort || term.kind,
      apply: complete(term.name, prefixes),
    }));
  const keywords = prefix || !typed ? [] : KEYWORDS.filter((keyword) => keyword.toLowerCase().startsWith(typed))
    .map((keyword) => ({ label: keyword, type: 'keyword' }));
  const first = ['outside', 'other', 'subject'].includes(part);
  return { from: word.from, options: first ? [...keywords, ...options] : [...options, ...keywords], filter: false };
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
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55', minHeight: '9rem' },
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
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: '.82rem', minWidth: 'min(20rem, 88vw)', maxWidth: 'min(44rem, 92vw)', maxHeight: '17rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { display: 'grid', gridTemplateColumns: 'fit-content(60%) minmax(0, 1fr) auto', alignItems: 'baseline', columnGap: '.9em', padding: '.25rem .7rem', lineHeight: '1.5', whiteSpace: 'normal' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent-soft)', color: 'var(--ink)', boxShadow: 'inset 3px 0 var(--accent)' },
  '.cm-completionLabel': { overflowWrap: 'anywhere' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', fontFamily: 'var(--sans)', fontStyle: 'normal', fontSize: '.78rem', color: 'var(--faint)', margin: '0' },
  'li .kind': { gridColumn: '3', whiteSpace: 'nowrap', fontFamily: 'var(--sans)', fontSize: '.72rem', color: 'var(--faint)' },
  'li[aria-selected] .cm-completionDetail, li[aria-selected] .kind': { color: 'var(--ink)' },
  '@media (max-width: 46rem)': {
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { gridTemplateColumns: 'minmax(0, 1fr) auto' },
    '.cm-completionLabel': { gridColumn: '1 / -1' },
    '.cm-completionDetail': { gridColumn: '1' },
    'li .kind': { gridColumn: '2' },
  },
  '.cm-tooltip.cm-completionInfo': { fontFamily: 'var(--sans)', fontSize: '.8rem', lineHeight: '1.45', padding: '.4rem .7rem', maxWidth: 'min(20rem, 92vw)' },
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
      // The bar with the button lies over the lower edge of the window.
      EditorView.scrollMargins.of(() => ({ bottom: 72 })),
      autocompletion({
        override: [completions], icons: false, maxRenderedOptions: 60, activateOnTypingDelay: 60,
        addToOptions: [{ position: 90, render: (option) => made('span', { className: 'kind', textContent: option.type }) }],
      }),
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
const bare = (text) => text.replace(QUOTED, ' ').replace(/#.*$/gm, ' ');

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

/** What a query answers: rows, triples, or whether something is so. */
function answered(text) {
  const form = bare(text).match(/\b(select|ask|construct|describe)\b/i)?.[0].toLowerCase();
  return { ask: 'truth', construct: 'triples', describe: 'triples' }[form] || 'rows';
}

const TYPES = { rows: 'text/csv', triples: 'text/turtle', truth: 'application/sparql-results+json' };
const lines = (...all) => all.flat().join('\n');

/** A mark, made longer until it does not stand in the text whose end it is to mark. */
const unused = (text, mark, longer) => (text.includes(mark) ? unused(text, mark + longer, longer) : mark);


/** The query in programs that need nothing but the language itself. */
const PROGRAMS = {
  curl: (text, kind, end = unused(text, 'SPARQL', '_')) => lines(
    `curl --silent --show-error --fail-with-body ${endpoint} \\`,
    `  --header 'Accept: ${TYPES[kind]}' --data-urlencode query@- <<'${end}'`,
    text, end),
  Python: (text, kind) => lines(
    kind === 'rows' ? ['import csv', 'import io'] : [],
    'import urllib.parse', 'import urllib.request', '',
    'query = """', text.replace(/\\/g, '\\\\').replace(/"""/g, '\\"\\"\\"'), '"""',
    'data = urllib.parse.urlencode({"query": query}).encode()',
    `request = urllib.request.Request("${endpoint}", data, {"Accept": "${TYPES[kind]}"})`,
    'with urllib.request.urlopen(request) as answer:',
    kind === 'rows' ? [
      '    rows = list(csv.DictReader(io.TextIOWrapper(answer, "utf-8")))',
      'for row in rows:  # or pandas.DataFrame(rows)',
      '    print(row)'] : '    print(answer.read().decode())'),
  R: (text, kind, dashes = unused(text, '---', '-')) => lines(
    `query <- r"${dashes}(`, text, `)${dashes}"`,
    `address <- paste0("${endpoint}?format=${{ rows: 'csv', triples: 'ttl', truth: 'json' }[kind]}&query=", URLencode(enc2utf8(query), reserved = TRUE))`,
    kind === 'rows' ? ['rows <- read.csv(address, encoding = "UTF-8", check.names = FALSE)', 'print(rows)']
      : 'cat(readLines(address, encoding = "UTF-8"), sep = "\\n")'),
  JavaScript: (text, kind) => lines(
    '// In a browser, in Deno, or in Node as a file that ends in .mjs',
    'const query = `', text.replace(/[\\`]|\$\{/g, (found) => `\\${found}`), '`;',
    `const answer = await fetch("${endpoint}", {`,
    '  method: "POST",',
    `  headers: { Accept: "${kind === 'rows' ? TYPES.truth : TYPES[kind]}" },`,
    '  body: new URLSearchParams({ query }),', '});',
    'if (!answer.ok) throw new Error(await answer.text());',
    kind === 'rows' ? [
      'const { results } = await answer.json();',
      'const rows = results.bindings.map((row) =>',
      '  Object.fromEntries(Object.entries(row).map(([name, term]) => [name, term.value])));',
      'console.table(rows);'] : 'console.log(await answer.text());'),
};

const code = {
  language: 'curl',
  pre: made('pre', { className: 'raw', tabIndex: 0 }),
  update() {
    const text = query();
    this.pre.textContent = PROGRAMS[this.language](text, answered(text));
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
document.querySelectorAll('#choose .pick').forEach((one) => new Picker(one));
settle(false);
window.ibidEditor = view;
document.documentElement.dataset.enhanced = 'true';
