// Who plays, and which conversations there are: the switcher and the sidebar.

import { byId, foreign, h } from './dom.js';
import { icon } from './icons.js';

const HUES = 8;

const places = new Map();

// Gives everybody a colour of their own, in the order in which they came.
export function meet(members) {
  places.clear();
  members.forEach((member, index) => places.set(member.name, index));
}

// A member's initials on the member's colour.
export function face(name, size = 24) {
  const words = name.trim().split(/\s+/u);
  const initials = [words[0], words.length > 1 ? words.at(-1) : ''].map(word => [...word][0] ?? '').join('').toUpperCase();
  const element = h('span', { class: `face hue-${(places.get(name) ?? HUES - 1) % HUES}`, 'aria-hidden': 'true' }, initials);
  element.style.setProperty('--size', `${size}px`);
  return element;
}

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
    const name = this.chat.members().find(candidate => candidate.id === this.chat.member())?.name ?? '';
    this.button.replaceChildren(face(name, 26), h('span', { class: 'who-label' }, 'You are: '), foreign('span', name, { class: 'who-name' }), icon('chevron', 16));
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
        face(member.name, 26),
        foreign('span', member.name, { class: 'who-name' }),
        member.isOrganiser ? h('span', { class: 'badge' }, 'organiser') : null,
        icon('check', 16))),
      h('button', { type: 'button', role: 'menuitem', tabindex: '-1', class: 'menu-last', on: { click: () => this.#choose(() => this.chat.addMember()) } }, icon('plus', 18), 'Add member…'));
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

// The conversations, with what is unread, and the people. On narrow screens it is a drawer.
export class Sidebar {
  // chat: { channels(), members(), member(), conversation(), unread(id), turnTo(id), turnToMember(id), addChannel(), addMember() }
  constructor(chat) {
    this.chat = chat;
    this.element = byId('sidebar');
    this.opener = byId('open-sidebar');
    this.veil = byId('veil');
    byId('add-channel').addEventListener('click', () => chat.addChannel());
    byId('add-person').addEventListener('click', () => chat.addMember());
    byId('close-sidebar').addEventListener('click', () => this.#drawer(false));
    this.opener.addEventListener('click', () => this.#drawer(true));
    this.veil.addEventListener('click', () => this.#drawer(false));
    this.element.addEventListener('keydown', event => this.#key(event));
    // Whatever is chosen in the drawer is done behind it.
    this.element.addEventListener('click', event => {
      if (this.#isDrawer() && event.target.closest('.nav-item')) {
        this.#drawer(false, false);
      }
    });
  }

  show() {
    const focused = document.activeElement?.dataset?.conversation;
    byId('channels').replaceChildren(...this.chat.channels().map(channel => this.#conversation(channel.id, channel.name, 'hash')));
    byId('direct').replaceChildren(this.#conversation('@direct', 'Direct messages', 'inbox'));
    byId('people').replaceChildren(...this.chat.members().map(member => this.#person(member)));
    const sum = [...this.chat.channels().map(channel => channel.id), '@direct'].reduce((total, id) => total + this.chat.unread(id), 0);
    this.opener.classList.toggle('unread', sum > 0);
    if (focused) {
      [...this.element.querySelectorAll('[data-conversation]')].find(button => button.dataset.conversation === focused)?.focus();
    }
  }

  #conversation(id, name, sign) {
    const unread = this.chat.unread(id);
    return h('li', {}, h(
      'button',
      {
        type: 'button',
        class: unread > 0 ? 'nav-item unread' : 'nav-item',
        'data-conversation': id,
        'aria-current': id === this.chat.conversation() ? 'page' : null,
        on: { click: () => this.chat.turnTo(id) },
      },
      icon(sign, 18),
      foreign('span', name, { class: 'nav-name' }),
      unread > 0 ? h('span', { class: 'count' }, unread > 99 ? '99+' : String(unread), h('span', { class: 'out-of-sight' }, ' unread')) : null));
  }

  #person(member) {
    const isMe = member.id === this.chat.member();
    return h('li', {}, h(
      'button',
      {
        type: 'button',
        class: 'nav-item person',
        'aria-pressed': String(isMe),
        title: isMe ? 'You are this member now' : `Go on as ${member.name}`,
        on: { click: () => isMe || this.chat.turnToMember(member.id) },
      },
      face(member.name, 24),
      foreign('span', member.name, { class: 'nav-name' }),
      member.isOrganiser ? h('span', { class: 'organiser', title: 'Organiser' }, icon('flag', 14), h('span', { class: 'out-of-sight' }, 'organiser')) : null,
      isMe ? h('span', { class: 'badge you' }, 'you') : null));
  }

  #isDrawer() {
    return this.element.classList.contains('open');
  }

  #drawer(open, focus = true) {
    this.element.classList.toggle('open', open);
    this.veil.hidden = !open;
    this.opener.setAttribute('aria-expanded', String(open));
    byId('main').inert = open;
    if (open) {
      this.element.querySelector('[aria-current]')?.focus();
    } else if (focus) {
      this.opener.focus();
    }
  }

  #key(event) {
    if (event.key === 'Escape' && this.#isDrawer()) {
      this.#drawer(false);
    }
  }
}
