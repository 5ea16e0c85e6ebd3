// The text box: what is typed is completed, kept as a draft, and sent.

import { byId, h, keep, read } from './dom.js';
import { newEventId, suggest } from './api.js';
import { completionsAt, parse } from './commands.js';
import { Completions } from './completions.js';
import { History } from './history.js';

const SUGGEST_AFTER_MS = 120;

export class Composer {
  #asked = 0;
  #draftKey = null;
  #last = null;
  #busy = false;

  // chat: { commands(), isOrganiser(), member(), conversation(), send(eventId, action, whenFormIsStored) → 'taken' | 'opened', announce(text) }
  constructor(chat) {
    this.chat = chat;
    this.form = byId('composer');
    this.text = byId('text');
    this.message = byId('composer-message');
    this.hint = byId('composer-hint');
    this.history = new History();
    this.completions = new Completions({ text: this.text, take: (item, offer) => this.#take(item, offer), announce: chat.announce });
    this.form.addEventListener('submit', event => {
      event.preventDefault();
      this.#send();
    });
    this.text.addEventListener('input', () => {
      this.#say('');
      this.history.leave();
      this.#changed();
      this.#complete();
    });
    this.text.addEventListener('keydown', event => this.#key(event));
    this.text.addEventListener('click', () => this.#complete());
    this.text.addEventListener('blur', () => setTimeout(() => document.activeElement !== this.text && this.#hide(), 150));
    byId('open-commands').addEventListener('click', () => this.#openCommands());
  }

  // Shows the draft of another member or conversation.
  turnTo(draftKey) {
    this.#draftKey = `draft:${draftKey}`;
    this.history.turnTo(this.chat.member());
    this.text.value = read(sessionStorage, this.#draftKey, '');
    this.#say('');
    this.#hide();
    this.#changed();
  }

  // Puts a command into the box, for a person to look at and send.
  suggestText(text) {
    this.#put(text);
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
      this.#put('');
    }
  }

  #put(text) {
    this.text.value = text;
    this.text.setSelectionRange(text.length, text.length);
    this.#changed();
  }

  #say(text) {
    this.message.textContent = text;
  }

  // Whatever changed the text: keep it, make room for it, and say what sending it would do.
  #changed() {
    const { value } = this.text;
    keep(sessionStorage, this.#draftKey, value === '' ? null : value);
    if (!CSS.supports('field-sizing', 'content')) {
      this.text.rows = Math.min(10, value.split('\n').length);
    }
    this.form.classList.toggle('empty-text', value.trim() === '');
    const isAnswer = value.trim() !== '' && !value.startsWith('/');
    this.hint.classList.toggle('answering', isAnswer);
    const keys = (...names) => names.flatMap((name, index) => [index > 0 ? '+' : '', h('kbd', {}, name)]);
    this.hint.replaceChildren(...(isAnswer
      ? [keys('Enter'), ' opens the answer form with this text, for your latest question. Commands begin with ', keys('/'), '.']
      : value === ''
        ? [keys('/'), ' shows what I can do · ', keys('↑'), ' brings back what you sent · plain text answers your latest question']
        : [keys('Enter'), ' sends · ', keys('Tab'), ' completes · ', keys('Shift', 'Enter'), ' makes a new line']).flat());
  }

  #openCommands() {
    if (this.text.value.trim() === '' || this.text.value.startsWith('/')) {
      this.suggestText(this.text.value.startsWith('/') ? this.text.value : '/');
      return;
    }
    this.#say('There is text in the box already. Send or remove it, then begin with a slash.');
    this.text.focus();
  }

  #key(event) {
    if (event.isComposing) {
      return;
    }
    if (this.completions.isOpen() && this.#keyOfCompletions(event)) {
      event.preventDefault();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey && this.#remember(event.key === 'ArrowUp' ? -1 : 1)) {
      event.preventDefault();
    }
  }

  #keyOfCompletions(event) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      this.completions.move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape') {
      this.#hide();
    } else if ((event.key === 'Tab' && !event.shiftKey) || (event.key === 'Enter' && !event.shiftKey && this.completions.isChosen())) {
      this.completions.takeChosen();
    } else {
      return false;
    }
    return true;
  }

  // From an empty box, or while stepping through what was sent.
  #remember(direction) {
    if (this.text.value !== '' && !this.history.isOpen()) {
      return false;
    }
    const text = this.history.step(direction, this.text.value);
    if (text !== null) {
      this.#hide();
      this.#put(text);
    }
    return text !== null;
  }

  #complete() {
    const offer = completionsAt(this.text.value, this.text.selectionStart, this.chat.commands(), this.chat.isOrganiser());
    const turn = ++this.#asked;
    if (offer?.ask) {
      setTimeout(() => this.#ask(offer, turn), SUGGEST_AFTER_MS);
    } else {
      this.completions.show(offer);
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
        this.completions.show({ ...offer, items: (answer.choices ?? []).map(choice => item(choice.label, choice.value)) });
      }
    } catch {
      // Suggestions are a help; without them the value is typed.
      if (turn === this.#asked) {
        this.#hide();
      }
    }
  }

  #hide() {
    this.#asked++;
    this.completions.hide();
  }

  #take({ insert }, { start, end }) {
    const rest = this.text.value.slice(end);
    this.text.setRangeText(insert.endsWith(' ') && rest.startsWith(' ') ? insert.trimEnd() : insert, start, end, 'end');
    this.text.focus();
    this.#changed();
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
    this.form.setAttribute('aria-busy', 'true');
    this.#say('');
    try {
      const outcome = await this.chat.send(this.#last.eventId, { type: 'command', name: parsed.name, options: parsed.options }, () => this.clear(draftKey, text));
      this.#last = null;
      this.history.add(text.trim());
      if (outcome !== 'opened') {
        this.clear(draftKey, text);
      }
    } catch (error) {
      this.#say(error.message);
    } finally {
      this.#busy = false;
      this.form.removeAttribute('aria-busy');
    }
  }
}
