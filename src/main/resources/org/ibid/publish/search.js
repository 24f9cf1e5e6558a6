// Shows what is found while somebody types in a field for searching: a combobox whose options are
// in groups and lead to pages. Without scripts the form leads to the page with all that is found.

const root = new URL(import.meta.url).pathname.replace(/assets\/search\.js$/, '');

async function enhance(form) {
  const { Picker } = await import(form.dataset.picker);

  class Finder extends Picker {
    constructor() {
      super(form);
      this.list.classList.add('finder');
      // The arrows lead to a last option, which is the whole answer.
      this.whole = () => `${form.action}?${new URLSearchParams({ q: this.input.value })}`;
    }

    address() {
      return `${root}search/suggest?${new URLSearchParams({ q: this.input.value })}`;
    }

    async ask() {
      if (this.input.value.trim()) await super.ask();
      else this.close();
    }

    open(found) {
      super.open(found.groups.flatMap((group) => group.hits));
      this.heard.textContent = found.total === 0 ? this.nothing : `${found.total} found`;
      const options = [...this.list.querySelectorAll('[role=option]')];
      let place = 0;
      this.list.replaceChildren(...found.groups.map((group, number) => {
        const of = document.createElement('ul');
        const title = document.createElement('li');
        title.id = `${this.list.id}-group-${number}`;
        title.setAttribute('role', 'presentation');
        title.className = 'group';
        title.textContent = group.title;
        if (group.total > group.hits.length) {
          const count = document.createElement('span');
          count.className = 'count';
          count.textContent = group.total;
          title.append(' ', count);
        }
        of.setAttribute('role', 'group');
        of.setAttribute('aria-labelledby', title.id);
        of.append(title, ...options.slice(place, place + group.hits.length));
        place += group.hits.length;
        return of;
      }), ...(options.length > 0 ? [this.all(options.length, found.total)] : [...this.list.children]));
    }

    all(place, total) {
      const option = this.option({ label: `All ${total} that were found`, detail: '', href: this.whole() }, place);
      this.options.push({ href: this.whole() });
      return option;
    }

    enter(event) {
      if (this.active >= 0) super.enter(event);
      else this.close();
    }

    pick(place) {
      const hit = this.options[place];
      this.close();
      window.location.assign(hit.href);
    }
  }

  return new Finder();
}

document.querySelectorAll('form[data-picker]').forEach((form) => {
  const input = form.querySelector('input');
  input.addEventListener('focus', () => enhance(form), { once: true });
  if (document.activeElement === input) enhance(form);
});
