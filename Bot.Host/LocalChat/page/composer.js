// The text box with its list of commands, options and values.

import { byId, foreign, h, keep, read } from './dom.js';
import { newEventId, suggest } from './api.js';
import { completionsAt, parse } from './commands.js';

export class Composer {
  #offer = null;
  #active = -1;
  #asked = 0;
  #draftKey = null;
  #last = null;
  #busy = false;

  // chat: { commands(), member(), conversation(), send(eventId, action) → 'taken' | 'opened', announce(text) }
  constructor(chat) {
    this.chat = chat;
    this.form = byId('composer');
    this.text = byId('text');
    this.box = byId('completions');
    this.list = byId('completion-list');
    this.title = byId('completions-title');
    this.message = byId('composer-message');
    this.form.addEventListener('submit', event => {
      event.preventDefault();
      this.#send();
    });
    this.text.addEventListener('input', () => {
      this.#say('');
      this.#keepDraft();
      this.#grow();
      this.#complete();
    });
    this.text.addEventListener('keydown', event => this.#key(event));
    this.text.addEventListener('click', () => this.#complete());
    this.text.addEventListener('blur', () => setTimeout(() => this.#hide(), 150));
  }

  // Shows the draft of another member or conversation.
  turnTo(draftKey) {
    this.#draftKey = `draft:${draftKey}`;
    this.text.value = read(sessionStorage, this.#draftKey, '');
    this.#say('');
    this.#hide();
    this.#grow();
  }

  // Puts a command into the box, for a person to look at and send.
  suggestText(text) {
    this.text.value = text;
    this.#keepDraft();
    this.#grow();
    this.text.focus();
    this.#complete();
  }

  focus() {
    this.text.focus();
  }

  // What was written became a stored event.
  clear(draftKey, text) {
    const key = `draft:${draftKey}`;
    if (read(sessionStorage, key, '') === text) {
      keep(sessionStorage, key, null);
    }
    if (key === this.#draftKey && this.text.value === text) {
      this.text.value = '';
      this.#grow();
    }
  }

  #say(text) {
    this.message.textContent = text;
  }

  #keepDraft() {
    keep(sessionStorage, this.#draftKey, this.text.value === '' ? null : this.text.value);
  }

  #grow() {
    if (!CSS.supports('field-sizing', 'content')) {
      this.text.rows = Math.min(10, this.text.value.split('\n').length);
    }
  }

  #key(event) {
    if (event.isComposing) {
      return;
    }
    if (this.#offer && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const count = this.#offer.items.length;
      this.#activate(event.key === 'ArrowDown' ? (this.#active + 1) % count : (this.#active + count - (this.#active < 0 ? 0 : 1)) % count);
    } else if (this.#offer && event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      this.#take(Math.max(0, this.#active));
    } else if (this.#offer && event.key === 'Escape') {
      event.preventDefault();
      this.#hide();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      if (this.#offer && this.#active >= 0) {
        this.#take(this.#active);
      } else {
        this.#send();
      }
    }
  }

  #complete() {
    const offer = completionsAt(this.text.value, this.text.selectionStart, this.chat.commands());
    const turn = ++this.#asked;
    if (offer?.ask) {
      setTimeout(() => this.#ask(offer, turn), 120);
    } else {
      this.#show(offer);
    }
  }

  async #ask(offer, turn) {
    if (turn !== this.#asked) {
      return;
    }
    const { command, option, typed, item } = offer.ask;
    try {
      const answer = await suggest(this.chat.member(), this.chat.conversation(), command, option, typed);
      if (turn === this.#asked) {
        this.#show({ ...offer, items: (answer.choices ?? []).map(choice => item(choice.label, choice.value)) });
      }
    } catch {
      // Suggestions are a help; without them the value is typed.
      if (turn === this.#asked) {
        this.#hide();
      }
    }
  }

  #show(offer) {
    if (!offer || offer.items.length === 0) {
      this.#hide();
      return;
    }
    this.#offer = offer;
    this.title.textContent = offer.title;
    this.list.replaceChildren(...offer.items.map((item, index) => h(
      'li',
      {
        id: `completion-${index}`,
        role: 'option',
        'aria-selected': 'false',
        on: {
          mousedown: event => event.preventDefault(),
          click: () => this.#take(index),
        },
      },
      foreign('span', item.label, { class: 'completion-label' }),
      item.hint ? foreign('span', item.hint, { class: 'completion-hint' }) : null,
      item.badge ? h('span', { class: 'badge' }, item.badge) : null)));
    this.box.hidden = false;
    this.#activate(offer.eager ? 0 : -1);
    this.chat.announce(`${offer.items.length} ${offer.items.length === 1 ? 'suggestion' : 'suggestions'}.`);
  }

  #hide() {
    this.#asked++;
    this.#offer = null;
    this.#active = -1;
    this.box.hidden = true;
    this.list.replaceChildren();
    this.text.removeAttribute('aria-activedescendant');
  }

  #activate(index) {
    this.list.children[this.#active]?.setAttribute('aria-selected', 'false');
    this.#active = index;
    const item = this.list.children[index];
    if (item) {
      item.setAttribute('aria-selected', 'true');
      item.scrollIntoView({ block: 'nearest' });
      this.text.setAttribute('aria-activedescendant', item.id);
    } else {
      this.text.removeAttribute('aria-activedescendant');
    }
  }

  #take(index) {
    const { start, end, items } = this.#offer;
    const { insert } = items[index];
    const rest = this.text.value.slice(end);
    this.text.setRangeText(insert.endsWith(' ') && rest.startsWith(' ') ? insert.trimEnd() : insert, start, end, 'end');
    this.#keepDraft();
    this.#complete();
  }

  async #send() {
    this.#hide();
    const text = this.text.value;
    if (text.trim() === '' || this.#busy) {
      return;
    }
    const parsed = parse(text.trim(), this.chat.commands());
    if (!parsed.ok) {
      this.#say(parsed.message);
      return;
    }
    // The same text after a failure is the same event: if the first one did arrive, it is not doubled.
    const draftKey = this.#draftKey.slice('draft:'.length);
    if (this.#last?.text !== text || this.#last?.draftKey !== draftKey) {
      this.#last = { text, draftKey, eventId: newEventId() };
    }
    this.#busy = true;
    this.#say('');
    try {
      const outcome = await this.chat.send(this.#last.eventId, { type: 'command', name: parsed.name, options: parsed.options }, () => this.clear(draftKey, text));
      this.#last = null;
      if (outcome !== 'opened') {
        this.clear(draftKey, text);
      }
    } catch (error) {
      this.#say(error.message);
    } finally {
      this.#busy = false;
    }
  }
}
