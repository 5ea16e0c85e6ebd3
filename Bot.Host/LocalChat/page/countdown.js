// Countdowns of messages. One timer ticks for all of them, and only while one runs.

import { h } from './dom.js';
import { icon } from './icons.js';
import { dateOf, now } from './time.js';

const SAID_AT_SECONDS = [30, 10];

// Pure: seconds in, what people read out.
export function leftInWords(seconds) {
  const two = number => String(number).padStart(2, '0');
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600), Math.floor(seconds / 60)];
  return days > 0 ? `${days} d ${hours % 24} h`
    : hours > 0 ? `${hours} h ${two(minutes % 60)} min`
      : `${minutes}:${two(seconds % 60)}`;
}

export class Countdowns {
  #running = new Set();
  #timer = null;

  // announce(text) reaches those who hear the page.
  constructor(announce) {
    this.announce = announce;
    document.addEventListener('visibilitychange', () => this.#tick());
  }

  // Draws a countdown that began at an instant, with what to say at its end. One that runs out on the page raises the event "over".
  draw({ label, endsAt }, beganAt, atEnd = 'Time is up') {
    const end = Date.parse(endsAt);
    const words = h('span', {}, `${label} `);
    const left = h('span', { class: 'countdown-left' });
    const element = h(
      'div',
      { class: 'countdown', role: 'timer', 'aria-label': label, title: `${label} ${dateOf(end)}` },
      icon('clock', 18),
      h('span', {}, words, left),
      h('span', { class: 'countdown-bar', 'aria-hidden': 'true' }, h('span', {})));
    const one = { label, atEnd, words, end, whole: Math.max(1, end - beganAt), element, left, seconds: null, wasShown: false };
    this.#show(one);
    if (one.seconds > 0) {
      this.#running.add(one);
      this.#timer ??= setInterval(() => this.#tick(), 1_000);
    }
    return element;
  }

  #tick() {
    for (const one of this.#running) {
      one.wasShown ||= one.element.isConnected;
      // What was shown and is gone needs no time.
      if (one.wasShown && !one.element.isConnected) {
        this.#running.delete(one);
        continue;
      }
      const before = one.seconds;
      this.#show(one);
      this.#say(one, before);
      if (one.seconds <= 0) {
        this.#running.delete(one);
      }
    }
    if (this.#running.size === 0) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
  }

  #show(one) {
    const left = one.end - now();
    one.seconds = Math.max(0, Math.ceil(left / 1_000));
    one.element.style.setProperty('--left', String(Math.min(1, Math.max(0, left / one.whole))));
    one.element.classList.toggle('soon', one.seconds > 0 && one.seconds <= 10);
    if (one.seconds > 0) {
      one.left.textContent = leftInWords(one.seconds);
    } else {
      one.words.textContent = '';
      one.left.textContent = one.atEnd;
      one.element.classList.add('over');
      one.element.dispatchEvent(new Event('over', { bubbles: true }));
    }
  }

  #say(one, before) {
    const mark = SAID_AT_SECONDS.find(seconds => before > seconds && one.seconds <= seconds && one.seconds > 0);
    if (mark) {
      this.announce(`${one.label}: ${one.seconds} seconds.`);
    } else if (before > 0 && one.seconds === 0) {
      this.announce(`${one.atEnd}.`);
    }
  }
}
