// What was sent before, to be had again with the arrow up. It lives as long as the tab.

import { keep, read } from './dom.js';

const MOST = 50;

export class History {
  #at = null;
  #unsent = '';

  constructor() {
    this.key = null;
  }

  turnTo(member) {
    this.key = `sent:${member}`;
    this.#at = null;
  }

  add(text) {
    const sent = read(sessionStorage, this.key, []).filter(earlier => earlier !== text);
    keep(sessionStorage, this.key, [...sent, text].slice(-MOST));
    this.#at = null;
  }

  // What was typed since stands for itself again.
  leave() {
    this.#at = null;
  }

  isOpen() {
    return this.#at !== null;
  }

  // Steps back or on from what is in the box. Gives what to put there, or null when there is nothing further.
  step(direction, current) {
    const sent = read(sessionStorage, this.key, []);
    const from = this.#at ?? sent.length;
    const to = from + direction;
    if (to < 0 || to > sent.length) {
      return null;
    }
    if (this.#at === null) {
      this.#unsent = current;
    }
    this.#at = to === sent.length ? null : to;
    return this.#at === null ? this.#unsent : sent[to];
  }
}
