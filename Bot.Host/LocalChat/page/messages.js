// The list of messages of one conversation.

import { byId, h } from './dom.js';
import { drawMessage } from './message.js';
import { dayName, isSameDay, now } from './time.js';

const GROUP_WITHIN_MS = 5 * 60_000;
const SLOW_AFTER_MS = 30_000;
const NEAR_THE_END = 60;

export class MessageList {
  #shown = new Map();
  #pending = new Map();
  #older = null;
  #loadOlder = null;
  #atBottom = true;
  #newFrom = null;
  #below = 0;

  // chat: what drawMessage needs, and sawAll()
  constructor(chat) {
    this.chat = chat;
    this.log = byId('log');
    this.pill = byId('pill');
    this.log.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.pill.addEventListener('click', () => {
      this.toBottom();
      this.log.focus();
    });
    new ResizeObserver(() => this.#atBottom && this.toBottom()).observe(this.log);
  }

  isAtBottom() {
    return this.#atBottom;
  }

  // Begins with the latest messages of a conversation; those behind a place are new to the reader.
  begin(messages, older, loadOlder, empty, readUpTo) {
    this.log.setAttribute('aria-busy', 'true');
    this.log.setAttribute('aria-live', 'off');
    this.log.classList.add('still');
    this.#shown.clear();
    this.#pending.clear();
    this.#older = older;
    this.#loadOlder = loadOlder;
    this.log.replaceChildren();
    this.empty = empty;
    this.#newFrom = messages.find(message => message.sequence > readUpTo)?.sequence ?? null;
    for (const message of messages) {
      this.#append(message);
    }
    this.#arrange();
    this.toBottom();
    const divider = this.log.querySelector('.new-here');
    if (divider && divider.offsetTop - this.log.offsetTop < this.log.scrollTop) {
      divider.scrollIntoView({ block: 'start' });
      this.#scrolled();
    }
    requestAnimationFrame(() => {
      this.log.removeAttribute('aria-busy');
      this.log.setAttribute('aria-live', 'polite');
      this.log.classList.remove('still');
    });
  }

  // seen: whether the reader is looking.
  add(message, seen) {
    if (this.#shown.has(message.sequence)) {
      return;
    }
    const follow = this.#atBottom;
    if (!seen || !follow) {
      this.#newFrom ??= message.sequence;
    }
    this.#append(message);
    this.#arrange();
    if (follow) {
      this.toBottom();
      this.#fromItsBeginning(this.#shown.get(message.sequence));
    } else {
      this.#below++;
      this.#showPill();
    }
  }

  // The reader looked away: what comes now is new, and what was new is not any more.
  lookedAway() {
    this.#newFrom = null;
  }

  // A message that is shown and kept nowhere, such as why there is no form.
  note(view) {
    this.log.append(this.#draw({ sequence: null, isPrivate: true, postedAtMs: now(), view, conversation: null }));
    this.#arrange();
    this.toBottom();
  }

  // An event is stored; its reply is to come.
  wait(eventId) {
    const line = h('p', { class: 'waiting', role: 'status' }, h('span', { class: 'dots', 'aria-hidden': 'true' }, h('span', {}), h('span', {}), h('span', {})), h('span', {}, 'Stored. Working on it…'));
    const timer = setTimeout(() => {
      line.lastChild.textContent = 'Taking longer than usual; it will appear here.';
    }, SLOW_AFTER_MS);
    this.#pending.set(eventId, { line, timer });
    this.log.append(line);
    this.#arrange();
    this.toBottom();
  }

  settle(eventId) {
    const waiting = this.#pending.get(eventId);
    if (waiting) {
      clearTimeout(waiting.timer);
      waiting.line.remove();
      this.#pending.delete(eventId);
    }
  }

  settleAll() {
    [...this.#pending.keys()].forEach(eventId => this.settle(eventId));
  }

  toBottom() {
    this.log.scrollTop = this.log.scrollHeight;
    this.#atBottom = true;
    this.#below = 0;
    this.#showPill();
  }

  // One that is taller than the view is read from its beginning.
  #fromItsBeginning(element) {
    if (element.offsetHeight > this.log.clientHeight) {
      element.scrollIntoView({ block: 'start' });
    }
  }

  #scrolled() {
    this.#atBottom = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_THE_END;
    if (this.#atBottom) {
      this.#below = 0;
      this.chat.sawAll();
    }
    this.#showPill();
  }

  #showPill() {
    this.pill.hidden = this.#atBottom;
    this.pill.classList.toggle('new', this.#below > 0);
    byId('pill-text').textContent = this.#below === 0 ? 'Latest messages' : this.#below === 1 ? '1 new message' : `${this.#below} new messages`;
  }

  // One that cannot be drawn must not keep the others from being read.
  #draw(message) {
    try {
      return drawMessage(message, this.chat);
    } catch (error) {
      console.error(error);
      return drawMessage({ ...message, view: { text: 'This message cannot be shown. Reload the page; if it stays so, the page and the bot are of different versions.' } }, this.chat);
    }
  }

  #append(message) {
    const element = this.#draw(message);
    this.#shown.set(message.sequence, element);
    this.log.append(element);
  }

  // Puts what surrounds the messages in place: older ones, days, what is new, who speaks, and what is still awaited.
  #arrange() {
    this.log.querySelectorAll('.day, .older, .empty, .new-here').forEach(element => element.remove());
    const all = [...this.log.querySelectorAll('.message')];
    let before = null;
    for (const element of all) {
      const at = Number(element.dataset.at);
      const newDay = !before || !isSameDay(Number(before.dataset.at), at);
      const isFirstNew = this.#newFrom !== null && element.dataset.sequence === String(this.#newFrom);
      const grouped = !newDay && !isFirstNew && at - Number(before.dataset.at) < GROUP_WITHIN_MS && before.dataset.private === element.dataset.private && !element.dataset.cause;
      element.classList.toggle('grouped', grouped);
      if (newDay) {
        element.before(h('div', { class: 'day', role: 'separator' }, h('span', {}, dayName(at))));
      }
      if (isFirstNew) {
        element.before(h('div', { class: 'new-here', role: 'separator' }, h('span', {}, 'New')));
      }
      before = element;
    }
    if (this.#older) {
      this.log.prepend(h('button', { type: 'button', class: 'older', on: { click: event => this.#more(event.currentTarget) } }, 'Show older messages'));
    }
    if (all.length === 0 && this.empty) {
      this.log.prepend(this.empty());
    }
    this.#pending.forEach(({ line }) => this.log.append(line));
  }

  async #more(button) {
    button.disabled = true;
    button.textContent = 'Loading…';
    let answer;
    try {
      answer = await this.#loadOlder(this.#older);
    } catch (error) {
      button.disabled = false;
      button.textContent = `${error.message} Try again`;
      return;
    }
    const fromBottom = this.log.scrollHeight - this.log.scrollTop;
    this.log.setAttribute('aria-live', 'off');
    this.log.classList.add('still');
    this.#older = answer.older ?? null;
    const first = this.log.querySelector('.message');
    for (const message of answer.messages) {
      if (!this.#shown.has(message.sequence)) {
        const element = this.#draw(message);
        this.#shown.set(message.sequence, element);
        first.before(element);
      }
    }
    this.#arrange();
    this.log.scrollTop = this.log.scrollHeight - fromBottom;
    first.setAttribute('tabindex', '-1');
    first.focus({ preventScroll: true });
    requestAnimationFrame(() => {
      this.log.setAttribute('aria-live', 'polite');
      this.log.classList.remove('still');
    });
  }
}
