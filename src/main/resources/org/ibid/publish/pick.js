// Picking from what there is: the combobox of the ARIA Authoring Practices, with what the server
// finds for what is typed.

const editAddress = () => new URL(import.meta.url).pathname.replace(/assets\/pick\.js$/, 'edit');

let boxes = 0;

export class Picker {
  constructor(place) {
    this.place = place;
    this.input = place.querySelector('input:not([type=hidden])');
    this.iri = place.querySelector('input[type=hidden]');
    this.nothing = 'Nothing of that name';
    this.options = [];
    this.active = -1;
    this.asked = 0;
    this.list = document.createElement('ul');
    this.list.id = `list-${++boxes}`;
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', this.name());
    this.list.hidden = true;
    this.mark = document.createElement('span');
    this.mark.className = 'picked';
    this.mark.setAttribute('aria-hidden', 'true');
    this.heard = document.createElement('span');
    this.heard.className = 'hidden';
    this.heard.setAttribute('role', 'status');
    place.append(this.list, this.mark, this.heard);
    const attributes = {
      role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false',
      'aria-controls': this.list.id, 'aria-haspopup': 'listbox',
    };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.input.addEventListener('input', () => this.typed());
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.input.addEventListener('blur', () => this.close());
    this.input.addEventListener('click', () => this.ask());
    this.list.addEventListener('mousedown', (event) => {
      event.preventDefault();
      const option = event.target.closest('[role=option]');
      if (option) this.pick(Number(option.dataset.place));
    });
    this.show();
  }

  name() {
    const label = this.input.labels && this.input.labels[0];
    return this.input.getAttribute('aria-label') || (label ? label.firstChild.textContent : 'Suggestions');
  }

  show() {
    this.mark.textContent = this.iri && this.iri.value ? '✓' : '';
  }

  typed() {
    if (this.iri) this.iri.value = '';
    this.show();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), 120);
  }

  /** Where what answers to the words in the field is asked for. */
  address() {
    return `${editAddress()}/suggest?${new URLSearchParams({
      class: this.place.dataset.class || '',
      // What has been picked is not what is looked for.
      q: this.iri && this.iri.value ? '' : this.input.value,
    })}`;
  }

  async ask() {
    const number = ++this.asked;
    try {
      const answer = await fetch(this.address());
      const found = await answer.json();
      if (number === this.asked && document.activeElement === this.input) this.open(found);
    } catch {
      this.close();
    }
  }

  open(found) {
    this.options = found;
    this.active = -1;
    this.list.replaceChildren(...found.map((hit, place) => this.option(hit, place)));
    if (this.place.dataset.describe === 'true') this.offerToDescribe(found);
    if (found.length === 0) {
      const nothing = document.createElement('li');
      nothing.className = 'nothing';
      nothing.setAttribute('role', 'presentation');
      nothing.textContent = this.nothing;
      this.list.prepend(nothing);
    }
    this.list.hidden = false;
    this.input.setAttribute('aria-expanded', 'true');
    this.heard.textContent = found.length === 0
      ? this.nothing : `${found.length} to choose from`;
  }

  /** The last option is no answer to what was typed: it makes room to describe what is not there. */
  offerToDescribe(found) {
    const typed = this.iri.value ? '' : this.input.value.trim();
    const label = typed ? `New: describe “${typed}”` : 'New: describe what is not there';
    const fresh = this.option({ label, detail: '' }, found.length);
    fresh.className = 'fresh';
    this.list.append(fresh);
    this.options = [...found, null];
  }

  option(hit, place) {
    const option = document.createElement('li');
    option.id = `${this.list.id}-${place}`;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    option.dataset.place = place;
    const detail = document.createElement('small');
    detail.textContent = hit.detail;
    option.append(hit.label, detail);
    return option;
  }

  close() {
    this.asked++;
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
    this.active = -1;
  }

  move(step) {
    const count = this.options.length;
    if (count === 0) return;
    this.active = this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count;
    this.list.querySelectorAll('[role=option]').forEach((option, place) => {
      option.setAttribute('aria-selected', String(place === this.active));
      if (place === this.active) {
        option.scrollIntoView({ block: 'nearest' });
        this.input.setAttribute('aria-activedescendant', option.id);
      }
    });
  }

  key(event) {
    const open = !this.list.hidden;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        if (open) this.move(event.key === 'ArrowDown' ? 1 : -1);
        else this.ask();
        break;
      case 'Enter':
        if (open) this.enter(event);
        break;
      case 'Escape':
        if (open) {
          event.preventDefault();
          this.close();
        }
        break;
      case 'Tab':
        if (open && this.active >= 0) this.pick(this.active);
        break;
      default:
    }
  }

  enter(event) {
    event.preventDefault();
    if (this.active >= 0) this.pick(this.active);
    else this.close();
  }

  pick(place) {
    const hit = this.options[place];
    this.close();
    if (hit === null) {
      if (this.iri.value) this.input.value = '';
      this.input.dispatchEvent(new Event('describe', { bubbles: true }));
      return;
    }
    if (!this.iri) {
      window.location.assign(`${editAddress()}?claim=${encodeURIComponent(hit.iri)}`);
      return;
    }
    this.input.value = hit.label;
    this.iri.value = hit.iri;
    this.show();
    this.input.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

