// Puts the page together.

import { byId, foreign, h, keep, read } from './dom.js';
import * as api from './api.js';
import { Composer } from './composer.js';
import { Countdowns } from './countdown.js';
import { openForm } from './forms.js';
import { fillIcons, icon } from './icons.js';
import { MessageList } from './messages.js';
import { Sidebar, Switcher, meet } from './people.js';
import { QuickActions } from './quick.js';
import { EventStream } from './stream.js';
import { startTheme } from './theme.js';
import { now, setClock } from './time.js';

const DIRECT = '@direct';

let state = { latest: 0, members: [], channels: [], commands: [] };
let member = null;
let conversation = null;
let stream = null;
let latest = 0;
let unread = {};
let turn = 0;
const answered = new Set();

const memberName = id => state.members.find(candidate => candidate.id === id)?.name ?? 'Someone';
const screens = ['starting', 'gate', 'first-visit', 'chat'];
const show = screen => screens.forEach(id => { byId(id).hidden = id !== screen; });
const announce = text => { byId('announcer').textContent = text; };
const draftKey = () => `${member}/${conversation}`;
const isOrganiser = () => state.members.some(candidate => candidate.id === member && candidate.isOrganiser);
const isLooking = () => document.visibilityState === 'visible';
const addMember = () => askForName('Add a member', 'Name', 'Others see it beside what they do.', api.addMember, added => turnToMember(added.id));
const countdowns = new Countdowns(announce);

const list = new MessageList({
  memberName,
  self: () => member,
  press,
  suggestText: text => composer.suggestText(text),
  countdowns,
  sawAll: () => sawAll(),
});
const composer = new Composer({
  commands: () => state.commands,
  isOrganiser,
  member: () => member,
  conversation: () => conversation,
  send,
  announce,
});
const switcher = new Switcher({
  members: () => state.members,
  member: () => member,
  turnTo: turnToMember,
  addMember,
});
const quick = new QuickActions(byId('quick'), {
  commands: () => state.commands,
  isOrganiser,
  run,
  fill: text => composer.suggestText(text),
});
const sidebar = new Sidebar({
  channels: () => state.channels,
  members: () => state.members,
  member: () => member,
  turnToMember,
  addMember,
  conversation: () => conversation,
  unread: id => unread[id] ?? 0,
  turnTo: turnToConversation,
  addChannel: () => askForName('Add a channel', 'Name', 'Letters, digits and hyphens, such as system-design.', api.addChannel, added => turnToConversation(added.id)),
});

async function fetchState() {
  const askedAt = Date.now();
  const answer = await api.getState();
  setClock(answer.nowMs, askedAt);
  meet(answer.members);
  return answer;
}

async function start() {
  try {
    state = await fetchState();
  } catch (error) {
    closed(error);
    return;
  }
  latest = state.latest;
  if (state.members.length === 0) {
    show('first-visit');
    byId('first-name').focus();
    return;
  }
  const last = read(sessionStorage, 'member', null) ?? read(localStorage, 'member', null);
  await turnToMember(state.members.some(candidate => candidate.id === last) ? last : state.members[0].id);
}

// The chat cannot be opened: this browser was not let in, or the bot is not there.
function closed(error) {
  if (error instanceof api.Refused && error.status === 401) {
    stream?.close();
    const elsewhere = location.hostname !== '127.0.0.1' ? 'http://127.0.0.1' : location.protocol + '//' + location.hostname;
    byId('gate-link').textContent = `${elsewhere}${location.port ? `:${location.port}` : ''}/enter?key=…`;
    show('gate');
    return;
  }
  show('starting');
  byId('starting').replaceChildren(h(
    'div',
    { class: 'panel', role: 'alert' },
    h('h1', {}, error instanceof api.Unreachable ? 'The bot cannot be reached' : 'The chat cannot be opened'),
    h('p', {}, error instanceof api.Unreachable ? 'Is it still running? Start it, and then:' : error.message),
    h('button', { type: 'button', class: 'primary', on: { click: () => location.reload() } }, 'Try again')));
}

async function turnToMember(id) {
  stream?.close();
  stream = null;
  try {
    state = await fetchState();
  } catch (error) {
    closed(error);
    return;
  }
  // Not before: a refresh under way would name the new member while the box still belongs to the one before.
  member = id;
  keep(sessionStorage, 'member', id);
  keep(localStorage, 'member', id);
  latest = state.latest;
  show('chat');
  switcher.show();
  quick.show();
  const wanted = read(sessionStorage, 'conversation', null);
  const known = wanted === DIRECT || state.channels.some(channel => channel.id === wanted);
  await Promise.all([countUnread(), turnToConversation(known ? wanted : state.channels[0]?.id ?? DIRECT)]);
  if (member === id) {
    listen(state.latest);
  }
}

function listen(after) {
  stream?.close();
  byId('offline').hidden = true;
  stream = new EventStream(member, after, {
    up: () => { byId('offline').hidden = true; },
    down: () => { byId('offline').hidden = false; },
    message: take,
    directory: refresh,
    refresh,
  });
}

async function refresh() {
  const name = memberName(member);
  try {
    const { latest: _, ...rest } = await fetchState();
    state = { ...state, ...rest };
  } catch (error) {
    if (error instanceof api.Refused && error.status === 401) {
      closed(error);
    }
    throw error;
  }
  if (!state.members.some(candidate => candidate.id === member)) {
    stream?.close();
    await start();
    if (state.members.length > 0) {
      list.note({ text: `${name} has left, and all that I kept of them is deleted.` });
    }
    return;
  }
  switcher.show();
  quick.show();
  sidebar.show();
}

// Something new that this member may see.
function take(message) {
  latest = Math.max(latest, message.sequence);
  if (message.replyTo) {
    answered.add(message.replyTo);
    list.settle(message.replyTo);
  } else if (message.isPrivate || message.conversation === conversation) {
    list.settleAll();
  }
  if (message.conversation === conversation) {
    list.add(message, isLooking());
  }
  if (message.conversation === conversation && list.isAtBottom() && isLooking()) {
    sawAll();
  } else {
    unread[message.conversation] = (unread[message.conversation] ?? 0) + 1;
    showUnread();
  }
}

const positions = () => read(localStorage, `read:${member}`, {});

// A conversation that this browser never saw begins as read.
async function countUnread() {
  const now = positions();
  for (const id of [...state.channels.map(channel => channel.id), DIRECT]) {
    now[id] ??= state.latest;
  }
  keep(localStorage, `read:${member}`, now);
  try {
    unread = await api.getUnread(member, now);
  } catch {
    unread = {};
  }
  showUnread();
}

function sawAll() {
  if (conversation === null || member === null) {
    return;
  }
  keep(localStorage, `read:${member}`, { ...positions(), [conversation]: latest });
  if (unread[conversation]) {
    unread[conversation] = 0;
    showUnread();
  }
}

function showUnread() {
  sidebar.show();
  const sum = Object.values(unread).reduce((total, count) => total + count, 0);
  document.title = sum > 0 ? `(${sum}) Redflag` : 'Redflag';
}

async function turnToConversation(id) {
  const mine = ++turn;
  conversation = id;
  keep(sessionStorage, 'conversation', id);
  const name = id === DIRECT ? 'Direct messages' : state.channels.find(channel => channel.id === id)?.name ?? id;
  byId('conversation-title').replaceChildren(icon(id === DIRECT ? 'inbox' : 'hash', 20), foreign('span', name));
  byId('conversation-about').textContent = id === DIRECT ? 'What Redflag tells you alone' : 'Questions for the group, and your practice';
  byId('log').setAttribute('aria-label', id === DIRECT ? 'Direct messages' : `Messages in ${name}`);
  composer.turnTo(draftKey());
  sidebar.show();
  const who = member;
  const readUpTo = positions()[id] ?? Infinity;
  try {
    const answer = await api.getMessages(who, id);
    if (mine !== turn) {
      return;
    }
    latest = Math.max(latest, answer.messages.at(-1)?.sequence ?? 0);
    list.begin(answer.messages, answer.older ?? null, before => api.getMessages(who, id, before), () => emptyOf(id), readUpTo);
    if (list.isAtBottom()) {
      sawAll();
    }
  } catch (error) {
    if (mine !== turn) {
      return;
    }
    list.begin([], null, null, () => h(
      'div',
      { class: 'empty', role: 'alert' },
      h('p', {}, error.message),
      h('button', { type: 'button', on: { click: () => turnToConversation(id) } }, 'Try again')));
  }
  if (matchMedia('(hover: hover)').matches) {
    composer.focus();
  }
}

function emptyOf(id) {
  if (id === DIRECT) {
    return h(
      'div',
      { class: 'empty' },
      h('span', { class: 'empty-mark' }, icon('inbox', 30)),
      h('h2', {}, 'Direct messages'),
      h('p', {}, 'What Redflag tells you alone, such as feedback that comes later, appears here. Nothing has come yet.'));
  }
  const tiles = quick.tiles(['quiz', 'daily', 'help']);
  if (isOrganiser() && state.commands.some(command => command.name === 'schedule add')) {
    tiles.splice(1, 1, quick.tile({ label: 'Set the group’s hour', hint: 'A question for everybody, every day', icon: 'clock', command: 'schedule add' }, () => run('schedule add')));
    if (state.members.length === 1) {
      tiles.splice(2, 0, quick.tile({ label: 'Add a member', hint: 'Play a group: answer as one, then as another', icon: 'people' }, addMember));
    }
  }
  return h(
    'div',
    { class: 'empty' },
    h('span', { class: 'empty-mark' }, icon('flag', 30)),
    h('h2', {}, foreign('span', `Hello, ${memberName(member)}.`)),
    h('p', {}, 'Answer interview questions in your own words, and see at once which key points you covered and which red flags you raised. Only you see the result.'),
    h('p', { class: 'empty-lead' }, 'Begin here:'),
    h('ul', { class: 'tiles' }, tiles));
}

// Runs a command as if it had been typed, and leaves alone what is in the box.
async function run(name) {
  try {
    await send(api.newEventId(), { type: 'command', name, options: {} });
  } catch (error) {
    list.note({ text: error.message });
  }
}

// Sends what a member did. Returns 'opened' when that opened a form, 'taken' otherwise.
async function send(eventId, action, whenFormIsStored, countdown) {
  const [who, where] = [member, conversation];
  const answer = await api.interact(eventId, who, where, action);
  if (answer.form) {
    openBotForm(answer.form, who, where, whenFormIsStored, countdown);
    return 'opened';
  }
  if (answer.refused) {
    list.note(answer.refused);
    return 'opened';
  }
  awaitReply(eventId, who, where);
  return 'taken';
}

function awaitReply(eventId, who, where) {
  if (who === member && where === conversation && !answered.has(eventId)) {
    list.wait(eventId);
  }
}

function openBotForm(form, who, where, whenStored, countdown) {
  openForm(form, {
    countdown: countdown ? countdowns.draw(countdown, now()) : null,
    draftKey: `${who}/${form.name}/${form.argument ?? ''}`,
    send: async (values, eventId, attached) => {
      const files = await api.attach(who, attached);
      await api.interact(eventId, who, where, { type: 'form', name: form.name, argument: form.argument ?? '', values, ...files });
      whenStored?.();
      awaitReply(eventId, who, where);
    },
    returnFocus: () => composer.focus(),
  });
}

// A button of a message. The same button after a failure is the same event.
const presses = new WeakMap();
async function press(button, action, argument, countdown) {
  if (button.disabled) {
    return;
  }
  const last = presses.get(button);
  const eventId = last?.argument === argument ? last.eventId : api.newEventId();
  presses.set(button, { argument, eventId });
  button.disabled = true;
  try {
    await send(eventId, { type: 'button', action, argument }, null, countdown);
    presses.delete(button);
  } catch (error) {
    list.note({ text: error.message });
  } finally {
    button.disabled = false;
  }
}

function askForName(title, label, hint, add, then) {
  openForm({ name: 'name', title, submit: 'Add', fields: [{ name: 'name', label, hint, required: true, maxLength: 40 }] }, {
    send: async values => {
      const added = await add(values.name);
      await refresh();
      then(added);
    },
    returnFocus: () => composer.focus(),
  });
}

byId('first-form').addEventListener('submit', async event => {
  event.preventDefault();
  const [input, error] = [byId('first-name'), byId('first-error')];
  error.textContent = '';
  try {
    const added = await api.addMember(input.value);
    await turnToMember(added.id);
  } catch (problem) {
    error.textContent = problem.faults?.[0]?.message ?? problem.message;
    input.setAttribute('aria-invalid', 'true');
    input.focus();
  }
});
byId('gate-again').addEventListener('click', () => location.reload());
byId('retry-now').addEventListener('click', () => stream?.retryNow());
document.addEventListener('visibilitychange', () => {
  if (!isLooking()) {
    list.lookedAway();
  } else if (list.isAtBottom() && !byId('chat').hidden) {
    sawAll();
  }
});

fillIcons(document);
startTheme();

start();
