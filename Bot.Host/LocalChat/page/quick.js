// What one can do with one click, for those who know no commands.

import { h } from './dom.js';
import { icon } from './icons.js';

// In the order of the menu. What the bot has no command for is left out. Those that fill want a look before they are sent.
const ACTIONS = [
  { command: 'quiz', label: 'Quiz me', hint: 'One question now, just for you', icon: 'bolt' },
  { command: 'daily', label: 'Today’s question', hint: 'The one that the whole group gets', icon: 'today' },
  { command: 'review', label: 'Review', hint: 'What you missed before', icon: 'repeat' },
  { command: 'flash', label: 'Flash cards', hint: 'Short ones to know cold', icon: 'cards' },
  { command: 'mock', label: 'Mock interview', hint: 'A whole interview', icon: 'talk' },
  { command: 'drill start', label: 'Rapid-fire round', hint: 'Short questions for the channel, against the clock', icon: 'flag', fills: true },
  { command: 'leaderboard', label: 'Leaderboard', hint: 'Who leads', icon: 'board' },
  { command: 'me', label: 'My progress', hint: 'Your scores, streaks and weak spots', icon: 'progress' },
  { command: 'schedule list', label: 'Schedules', hint: 'When questions come', icon: 'clock' },
  { command: 'settings show', label: 'Settings', hint: 'How Redflag behaves', icon: 'sliders' },
  { command: 'help', label: 'Help', hint: 'Everything that I can do', icon: 'help' },
];

export class QuickActions {
  // chat: { commands(), isOrganiser(), run(command), fill(text) }
  constructor(element, chat) {
    this.element = element;
    this.chat = chat;
  }

  show() {
    const now = this.#offered();
    const shown = now.map(action => action.command).join();
    if (this.element.dataset.shown !== shown) {
      this.element.dataset.shown = shown;
      this.element.replaceChildren(...now.map(action => h('li', {}, h(
        'button',
        { type: 'button', class: 'nav-item', title: `${action.hint} (/${action.command})`, on: { click: () => this.#do(action) } },
        icon(action.icon, 18),
        h('span', { class: 'nav-name' }, action.label)))));
    }
  }

  // The same as large buttons, for a conversation in which nothing was said yet.
  tiles(commands) {
    return this.#offered().filter(action => commands.includes(action.command)).map(action => this.tile(action, () => this.#do(action)));
  }

  tile({ label, hint, icon: name, command }, run) {
    return h('li', {}, h(
      'button',
      { type: 'button', class: 'tile', on: { click: run } },
      h('span', { class: 'tile-icon' }, icon(name, 22)),
      h('span', { class: 'tile-words' }, h('strong', {}, label), h('span', {}, hint)),
      command ? h('code', {}, `/${command}`) : null));
  }

  #offered() {
    const commands = this.chat.commands();
    return ACTIONS.filter(action => commands.some(command => command.name === action.command && (!command.organisersOnly || this.chat.isOrganiser())));
  }

  #do(action) {
    if (action.fills) {
      this.chat.fill(`/${action.command} `);
    } else {
      this.chat.run(action.command);
    }
  }
}
