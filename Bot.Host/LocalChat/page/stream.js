// Everything new for a member, as it comes. It comes back by itself, each time a little later, and goes on where it was.
// Without a place for a stream it looks in from time to time: asks for what is new, and hangs up again.

import { eventsAddress } from './api.js';
import { askForPlace, onAsked, takePlace } from './places.js';

const SILENCE_MS = 60_000;
const LOOK_IN_MS = 2_500;
const LOOK_IN_UNSEEN_MS = 20_000;

const isSeen = () => document.visibilityState === 'visible';

export class EventStream {
  #source = null;
  #free = null;
  #opening = false;
  #timer = null;
  #watch = null;
  #failures = 0;
  #directory = null;
  #stopListening;

  // listener: { up(), down(), message(message), directory(), refresh() }
  constructor(member, after, listener) {
    this.member = member;
    this.after = after;
    this.listener = listener;
    const stopAsked = onAsked(() => !isSeen() && this.#free && this.#giveWay());
    const seen = () => isSeen() && !this.#free && this.#open();
    document.addEventListener('visibilitychange', seen);
    this.#stopListening = () => {
      stopAsked();
      document.removeEventListener('visibilitychange', seen);
    };
    this.#open();
  }

  close() {
    this.listener = null;
    this.#stopListening();
    this.#hangUp();
    this.#leavePlace();
  }

  retryNow() {
    if (this.listener && !this.#source) {
      clearTimeout(this.#timer);
      this.#comeBack();
    }
  }

  async #open() {
    if (this.#opening || !this.listener) {
      return;
    }
    this.#opening = true;
    const free = this.#free ?? await takePlace();
    this.#opening = false;
    if (!this.listener) {
      free?.();
      return;
    }
    this.#free = free;
    this.#hangUp();
    this.#listen(new EventSource(eventsAddress(this.member, this.after)));
  }

  #listen(source) {
    this.#source = source;
    const heard = () => {
      clearTimeout(this.#watch);
      this.#watch = setTimeout(() => this.#lost(), SILENCE_MS);
    };
    const caughtUp = () => {
      heard();
      if (!this.#free) {
        this.#lookInLater();
      }
    };
    source.addEventListener('hello', event => {
      heard();
      this.#failures = 0;
      this.listener?.up();
      if (this.#directory !== null && this.#directory !== event.data) {
        this.listener?.directory();
      }
      this.#directory = event.data;
    });
    source.addEventListener('beat', caughtUp);
    source.addEventListener('directory', event => {
      this.#directory = event.data;
      this.listener?.directory();
      caughtUp();
    });
    source.addEventListener('message', event => {
      heard();
      const message = JSON.parse(event.data);
      if (message.sequence > this.after) {
        this.after = message.sequence;
        this.listener?.message(message);
      }
    });
    source.addEventListener('error', () => this.#lost());
  }

  // Whoever has nobody looking waits longer, and leaves the next place to the others.
  #lookInLater() {
    this.#hangUp();
    if (isSeen()) {
      askForPlace();
    }
    this.#timer = setTimeout(() => this.#open(), isSeen() ? LOOK_IN_MS : LOOK_IN_UNSEEN_MS);
  }

  #giveWay() {
    this.#leavePlace();
    this.#lookInLater();
  }

  #leavePlace() {
    this.#free?.();
    this.#free = null;
  }

  #hangUp() {
    this.#source?.close();
    this.#source = null;
    clearTimeout(this.#timer);
    clearTimeout(this.#watch);
  }

  #lost() {
    this.#hangUp();
    if (!this.listener) {
      return;
    }
    this.#failures++;
    this.listener.down();
    const wait = Math.min(15_000, 500 * 2 ** this.#failures) * (0.75 + Math.random() / 2);
    this.#timer = setTimeout(() => this.#comeBack(), wait);
  }

  // Asking for the state first tells a stopped bot from one that no longer knows this browser or member.
  async #comeBack() {
    try {
      await this.listener?.refresh();
      if (this.listener && !this.#source) {
        await this.#open();
      }
    } catch {
      this.#lost();
    }
  }
}
