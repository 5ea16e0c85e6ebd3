// The panel above the text box: commands by group, a command's options, an option's values.

import { byId, foreign, h } from './dom.js';
import { icon } from './icons.js';

export class Completions {
  #offer = null;
  #active = -1;

  // text: the text box that the panel belongs to; take(item, offer) puts a choice into it; announce(text)
  constructor({ text, take, announce }) {
    this.text = text;
    this.take = take;
    this.announce = announce;
    this.box = byId('completions');
    this.list = byId('completion-list');
    this.title = byId('completions-title');
    // The list can be scrolled, so it can be focused; its keys are those of the text box.
    this.list.addEventListener('focus', () => this.text.focus());
  }

  isOpen() {
    return this.#offer !== null;
  }

  isChosen() {
    return this.#active >= 0;
  }

  show(offer) {
    if (!offer || offer.items.length === 0) {
      this.hide();
      return;
    }
    this.#offer = offer;
    this.title.replaceChildren(foreign('strong', offer.title), offer.text ? foreign('span', ` ${offer.text}`) : '');
    this.box.dataset.kind = offer.kind;
    this.list.replaceChildren(...this.#groups(offer.items.map((item, index) => this.#item(item, index))));
    this.box.hidden = false;
    this.#activate(offer.eager ? 0 : -1);
    this.announce(`${offer.items.length} ${offer.items.length === 1 ? 'suggestion' : 'suggestions'}.`);
  }

  hide() {
    this.#offer = null;
    this.#active = -1;
    this.box.hidden = true;
    this.list.replaceChildren();
    this.text.removeAttribute('aria-activedescendant');
  }

  move(step) {
    const count = this.#offer.items.length;
    this.#activate(this.#active < 0 ? (step > 0 ? 0 : count - 1) : (this.#active + count + step) % count);
  }

  takeChosen() {
    this.#take(Math.max(0, this.#active));
  }

  #take(index) {
    this.take(this.#offer.items[index], this.#offer);
  }

  #item(item, index) {
    return h(
      'li',
      {
        id: `completion-${index}`,
        class: item.locked ? 'locked' : null,
        role: 'option',
        'aria-selected': 'false',
        on: {
          mousedown: event => event.preventDefault(),
          click: () => this.#take(index),
        },
      },
      foreign('span', item.label, { class: 'completion-label' }),
      item.hint ? foreign('span', item.hint, { class: 'completion-hint' }) : null,
      item.badge ? h('span', { class: 'badge' }, item.locked ? icon('lock', 12) : null, item.badge) : null);
  }

  #groups(elements) {
    const groups = [];
    this.#offer.items.forEach((item, index) => {
      if (item.group && groups.at(-1)?.title === item.group) {
        groups.at(-1).element.append(elements[index]);
      } else if (item.group) {
        const id = `completion-group-${groups.length}`;
        const element = h('ul', { role: 'group', 'aria-labelledby': id }, h('li', { class: 'completion-group', role: 'presentation', id }, item.group), elements[index]);
        groups.push({ title: item.group, element });
      }
    });
    return groups.length > 0 ? groups.map(group => h('li', { role: 'presentation' }, group.element)) : elements;
  }

  #activate(index) {
    const at = number => this.list.querySelector(`#completion-${number}`);
    at(this.#active)?.setAttribute('aria-selected', 'false');
    this.#active = index;
    const item = at(index);
    if (item) {
      item.setAttribute('aria-selected', 'true');
      item.scrollIntoView({ block: 'nearest' });
      this.text.setAttribute('aria-activedescendant', item.id);
    } else {
      this.text.removeAttribute('aria-activedescendant');
    }
  }
}
