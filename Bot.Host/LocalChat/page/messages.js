// The list of messages of one conversation.

import { byId, foreign, freshId, h } from './dom.js';
import { imageAddress } from './api.js';

const GROUP_WITHIN_MS = 5 * 60_000;
const SLOW_AFTER_MS = 30_000;
const SHORT_FIELD = 40;

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const dayOf = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

export class MessageList {
  #shown = new Map();
  #pending = new Map();
  #older = null;
  #loadOlder = null;
  #atBottom = true;

  // chat: { memberName(id), self(), press(button, action, argument), suggestText(text), sawAll() }
  constructor(chat) {
    this.chat = chat;
    this.log = byId('log');
    this.pill = byId('pill');
    this.log.addEventListener('scroll', () => this.#scrolled());
    this.pill.addEventListener('click', () => {
      this.toBottom();
      this.log.focus();
    });
    new ResizeObserver(() => this.#atBottom && this.toBottom()).observe(this.log);
  }

  isAtBottom() {
    return this.#atBottom;
  }

  // Begins with the latest messages of a conversation.
  begin(messages, older, loadOlder, empty) {
    this.log.setAttribute('aria-busy', 'true');
    this.log.setAttribute('aria-live', 'off');
    this.#shown.clear();
    this.#pending.clear();
    this.#older = older;
    this.#loadOlder = loadOlder;
    this.log.replaceChildren();
    this.empty = empty;
    for (const message of messages) {
      this.#append(message);
    }
    this.#arrange();
    this.pill.hidden = true;
    this.toBottom();
    requestAnimationFrame(() => {
      this.log.removeAttribute('aria-busy');
      this.log.setAttribute('aria-live', 'polite');
    });
  }

  add(message) {
    if (this.#shown.has(message.sequence)) {
      return;
    }
    const follow = this.#atBottom;
    this.#append(message);
    this.#arrange();
    if (follow) {
      this.toBottom();
      this.#fromItsBeginning(this.#shown.get(message.sequence));
    } else {
      this.pill.hidden = false;
    }
  }

  // A message that is shown and kept nowhere, such as why there is no form.
  note(view) {
    this.log.append(this.#render({ sequence: null, isPrivate: true, postedAtMs: Date.now(), view, conversation: null }));
    this.#arrange();
    this.toBottom();
  }

  // An event is stored; its reply is to come.
  wait(eventId) {
    const line = h('p', { class: 'waiting', role: 'status' }, h('span', { class: 'dots', 'aria-hidden': 'true' }), h('span', {}, 'Stored. Working on it…'));
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
    this.pill.hidden = true;
  }

  // One that is taller than the view is read from its beginning.
  #fromItsBeginning(element) {
    if (element.offsetHeight > this.log.clientHeight) {
      element.scrollIntoView({ block: 'start' });
    }
  }

  #scrolled() {
    this.#atBottom = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 40;
    if (this.#atBottom) {
      this.pill.hidden = true;
      this.chat.sawAll();
    }
  }

  #append(message) {
    const element = this.#render(message);
    this.#shown.set(message.sequence, element);
    this.log.append(element);
  }

  // Puts what surrounds the messages in place: older ones, days, who speaks, and what is still awaited.
  #arrange() {
    this.log.querySelectorAll('.day, .older, .empty').forEach(element => element.remove());
    const all = [...this.log.querySelectorAll('.message')];
    let before = null;
    for (const element of all) {
      const at = Number(element.dataset.at);
      const newDay = !before || new Date(Number(before.dataset.at)).toDateString() !== new Date(at).toDateString();
      const grouped = !newDay && at - Number(before.dataset.at) < GROUP_WITHIN_MS && before.dataset.private === element.dataset.private && !element.dataset.cause;
      element.classList.toggle('grouped', grouped);
      if (newDay) {
        element.before(h('div', { class: 'day', role: 'separator' }, h('span', {}, dayName(at))));
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
    this.#older = answer.older ?? null;
    const first = this.log.querySelector('.message');
    for (const message of answer.messages) {
      if (!this.#shown.has(message.sequence)) {
        const element = this.#render(message);
        this.#shown.set(message.sequence, element);
        first.before(element);
      }
    }
    this.#arrange();
    this.log.scrollTop = this.log.scrollHeight - fromBottom;
    first.setAttribute('tabindex', '-1');
    first.focus({ preventScroll: true });
    requestAnimationFrame(() => this.log.setAttribute('aria-live', 'polite'));
  }

  #render(message) {
    const { view } = message;
    const at = new Date(message.postedAtMs);
    const isPrivate = message.isPrivate && message.conversation !== '@direct';
    const forMe = view.notify?.includes(this.chat.self());
    const cause = message.usedBy ? `${this.chat.memberName(message.usedBy.member)} used /${message.usedBy.command}` : null;
    const isCard = Boolean(view.title) || view.fields?.length > 0;
    return h(
      'article',
      {
        class: ['message', isPrivate ? 'private' : '', forMe ? 'for-me' : ''].join(' ').trim(),
        'data-at': message.postedAtMs,
        'data-private': String(isPrivate),
        'data-cause': cause,
        'data-sequence': message.sequence,
        'aria-label': isPrivate ? 'Message from Redflag, only you can see this' : 'Message from Redflag',
      },
      h('img', { class: 'face', src: '/page/flag.svg', alt: '', width: 36, height: 36 }),
      h(
        'div',
        { class: 'content' },
        cause ? foreign('p', cause, { class: 'cause' }) : null,
        h('p', { class: 'byline' }, h('strong', {}, 'Redflag'), ' ', h('time', { datetime: at.toISOString(), title: full.format(at) }, clock.format(at)), ' ', isPrivate ? h('span', { class: 'private-mark' }, 'Only you can see this') : null),
        view.notify?.length > 0 ? foreign('p', view.notify.map(id => `@${this.chat.memberName(id)}`).join(' '), { class: 'notify' }) : null,
        h(
          'div',
          { class: isCard ? 'card' : 'plain' },
          view.title ? foreign('h2', view.title, { class: 'message-title' }) : null,
          view.text ? foreign('p', view.text, { class: 'message-text' }) : null,
          view.fields?.length > 0 ? h('dl', { class: view.fields.every(isShort) ? 'beside' : null }, view.fields.map(field => h('div', {}, foreign('dt', field.name), foreign('dd', field.text)))) : null,
          message.imageAlternative !== undefined && message.sequence !== null
            ? h('img', { class: 'picture', src: imageAddress(message.sequence, this.chat.self()), alt: message.imageAlternative, loading: 'lazy' })
            : null,
          view.footer ? foreign('p', view.footer, { class: 'message-footer' }) : null),
        this.#controls(view)));
  }

  #controls(view) {
    const buttons = (view.buttons ?? []).map(button => h('button', {
      type: 'button',
      class: button.style && button.style !== 'plain' ? button.style : null,
      dir: 'auto',
      on: { click: event => this.chat.press(event.currentTarget, button.action, button.argument) },
    }, button.label));
    if (view.select) {
      const id = freshId('select');
      const choose = h('button', { type: 'button', disabled: true, on: { click: event => this.chat.press(event.currentTarget, view.select.action, select.value) } }, 'Choose');
      const select = h(
        'select',
        { id, on: { change: () => { choose.disabled = select.value === ''; } } },
        h('option', { value: '' }, view.select.placeholder),
        view.select.choices.map(choice => h('option', { value: choice.value }, choice.label)));
      buttons.push(h('span', { class: 'select' }, h('label', { for: id, class: 'out-of-sight' }, view.select.placeholder), select, choose));
    }
    return buttons.length > 0 ? h('div', { class: 'controls' }, buttons) : null;
  }
}

const isShort = field => field.text.length <= SHORT_FIELD && !field.text.includes('\n');

function dayName(at) {
  const day = new Date(at).toDateString();
  const now = Date.now();
  return day === new Date(now).toDateString() ? 'Today'
    : day === new Date(now - 86_400_000).toDateString() ? 'Yesterday'
      : dayOf.format(at);
}
