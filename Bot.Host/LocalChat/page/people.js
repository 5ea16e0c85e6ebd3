// Who plays, and which conversations there are: the switcher and the sidebar.

import { byId, foreign, h } from './dom.js';

// The menu behind "You are: Ana".
export class Switcher {
  // chat: { members(), member(), turnTo(id), addMember() }
  constructor(chat) {
    this.chat = chat;
    this.button = byId('who');
    this.menu = byId('who-menu');
    this.button.addEventListener('click', () => this.menu.hidden ? this.#open() : this.#close());
    this.button.addEventListener('keydown', event => {
      if (event.key === 'ArrowDown') {
        event.preventDefault();
        this.#open();
      }
    });
    this.menu.addEventListener('keydown', event => this.#key(event));
    document.addEventListener('pointerdown', event => {
      if (!this.menu.hidden && !this.menu.contains(event.target) && !this.button.contains(event.target)) {
        this.#close(false);
      }
    });
  }

  show() {
    const member = this.chat.members().find(candidate => candidate.id === this.chat.member());
    this.button.replaceChildren(h('span', { class: 'who-label' }, 'You are: '), foreign('span', member?.name ?? '', { class: 'who-name' }), h('span', { 'aria-hidden': 'true' }, ' ▾'));
  }

  #open() {
    this.menu.replaceChildren(
      ...this.chat.members().map(member => h(
        'button',
        {
          type: 'button',
          role: 'menuitemradio',
          tabindex: '-1',
          'aria-checked': String(member.id === this.chat.member()),
          on: { click: () => this.#choose(() => this.chat.turnTo(member.id)) },
        },
        foreign('span', member.name, { class: 'who-name' }),
        member.isOrganiser ? h('span', { class: 'badge' }, 'organiser') : null)),
      h('button', { type: 'button', role: 'menuitem', tabindex: '-1', class: 'menu-last', on: { click: () => this.#choose(() => this.chat.addMember()) } }, 'Add member…'));
    this.menu.hidden = false;
    this.button.setAttribute('aria-expanded', 'true');
    (this.menu.querySelector('[aria-checked=true]') ?? this.menu.firstElementChild).focus();
  }

  #close(focus = true) {
    this.menu.hidden = true;
    this.button.setAttribute('aria-expanded', 'false');
    if (focus) {
      this.button.focus();
    }
  }

  #choose(what) {
    this.#close();
    what();
  }

  #key(event) {
    const items = [...this.menu.children];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items[to % items.length].focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.#close();
    } else if (event.key === 'Tab') {
      this.#close(false);
    }
  }
}

// The conversations, with what is unread.
export class Sidebar {
  // chat: { channels(), conversation(), unread(id), turnTo(id), addChannel() }
  constructor(chat) {
    this.chat = chat;
    this.element = byId('sidebar');
    this.opener = byId('open-sidebar');
    this.veil = byId('veil');
    byId('add-channel').addEventListener('click', () => chat.addChannel());
    this.opener.addEventListener('click', () => this.#drawer(!this.element.classList.contains('open')));
    this.veil.addEventListener('click', () => this.#drawer(false));
    this.element.addEventListener('keydown', event => {
      if (event.key === 'Escape' && this.element.classList.contains('open')) {
        this.#drawer(false);
        this.opener.focus();
      }
    });
  }

  show() {
    const focused = document.activeElement?.dataset?.conversation;
    byId('channels').replaceChildren(...this.chat.channels().map(channel => this.#item(channel.id, channel.name, '#')));
    byId('direct').replaceChildren(this.#item('@direct', 'Direct messages', '@'));
    if (focused) {
      [...this.element.querySelectorAll('[data-conversation]')].find(button => button.dataset.conversation === focused)?.focus();
    }
  }

  #item(id, name, sign) {
    const unread = this.chat.unread(id);
    return h('li', {}, h(
      'button',
      {
        type: 'button',
        class: unread > 0 ? 'conversation unread' : 'conversation',
        'data-conversation': id,
        'aria-current': id === this.chat.conversation() ? 'page' : null,
        on: {
          click: () => {
            this.#drawer(false);
            this.chat.turnTo(id);
          },
        },
      },
      h('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
      foreign('span', name, { class: 'conversation-name' }),
      unread > 0 ? h('span', { class: 'count', 'aria-label': `${unread} unread` }, unread > 99 ? '99+' : String(unread)) : null));
  }

  #drawer(open) {
    this.element.classList.toggle('open', open);
    this.veil.hidden = !open;
    this.opener.setAttribute('aria-expanded', String(open));
    if (open) {
      this.element.querySelector('[aria-current]')?.focus();
    }
  }
}
