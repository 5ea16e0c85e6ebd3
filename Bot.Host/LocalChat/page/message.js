// Draws one message.

import { foreign, freshId, h } from './dom.js';
import { fileAddress, imageAddress } from './api.js';
import { drawFeedback } from './feedback.js';
import { drawFields, drawProse } from './fields.js';
import { icon } from './icons.js';
import { face } from './people.js';
import { drawStandings, readStandings } from './standings.js';
import { dateOf, timeOf } from './time.js';

const ANSWERS = 'answer';

// message: { sequence, conversation, isPrivate, postedAtMs, usedBy, view, imageAlternative, fileName }
// chat: { memberName(id), self(), press(button, action, argument, countdown), suggestText(text), countdowns }
export function drawMessage(message, chat) {
  const { view } = message;
  const isPrivate = message.isPrivate && message.conversation !== '@direct';
  const forMe = view.notify?.includes(chat.self());
  const asks = Boolean(view.buttons?.some(button => button.action === ANSWERS) && !view.score);
  const countdown = view.countdown ? chat.countdowns.draw(view.countdown, message.postedAtMs, asks ? 'Time is up' : `${view.countdown.label}: now`) : null;
  const article = h(
    'article',
    {
      class: ['message', isPrivate ? 'private' : '', forMe ? 'for-me' : ''].join(' ').trim(),
      'data-at': message.postedAtMs,
      'data-private': String(isPrivate),
      'data-cause': message.usedBy ? `${message.usedBy.member} ${message.usedBy.command}` : null,
      'data-sequence': message.sequence,
      'aria-label': isPrivate ? 'Message from Redflag, only you can see this' : 'Message from Redflag',
    },
    message.usedBy ? drawCause(message.usedBy, chat) : null,
    h('span', { class: 'bot-face', 'aria-hidden': 'true' }, icon('flag', 20)),
    h('time', { class: 'gutter-time', datetime: new Date(message.postedAtMs).toISOString(), title: dateOf(message.postedAtMs), 'aria-hidden': 'true' }, timeOf(message.postedAtMs)),
    h(
      'div',
      { class: 'content' },
      h(
        'p',
        { class: 'byline' },
        h('strong', {}, 'Redflag'),
        ' ',
        h('time', { datetime: new Date(message.postedAtMs).toISOString(), title: dateOf(message.postedAtMs) }, timeOf(message.postedAtMs)),
        ' ',
        isPrivate ? h('span', { class: 'private-mark' }, icon('eye', 14), 'Only you can see this') : null),
      view.notify?.length > 0 ? foreign('p', view.notify.map(id => `@${chat.memberName(id)}`).join(' '), { class: 'notify' }) : null,
      drawBody(view, { asks, countdown, attachments: drawAttachments(message, chat), take: chat.suggestText }),
      drawControls(view, chat)));
  // Whether an answer still counts, the bot decides: its buttons look closed and can be pressed. What counted down to something else has had its time.
  const close = () => asks ? article.classList.add('closed') : countdown.remove();
  article.addEventListener('over', close);
  if (countdown?.classList.contains('over')) {
    close();
  }
  return article;
}

const drawCause = ({ member, command }, chat) => h(
  'p',
  { class: 'cause' },
  face(chat.memberName(member), 18),
  h('span', {}, foreign('strong', chat.memberName(member)), ' used ', h('code', {}, `/${command}`)));

function drawBody(view, { asks, countdown, attachments, take }) {
  if (view.score || view.criteria?.length > 0) {
    const card = drawFeedback(view);
    card.append(...[countdown, ...attachments, drawFooter(view)].filter(Boolean));
    return card;
  }
  const told = view.standings?.length > 0 ? null : readStandings(view.text ?? '');
  const standings = told ?? view.standings ?? [];
  const isCard = Boolean(view.title) || view.fields?.length > 0 || standings.length > 0 || countdown;
  return h(
    'div',
    { class: [isCard ? 'card' : 'plain', asks ? 'question' : '', standings.length > 0 ? 'board' : ''].join(' ').trim() },
    view.title ? foreign('h2', view.title, { class: 'message-title' }) : null,
    view.text && !told ? drawProse(view.text) : null,
    countdown,
    view.fields?.length > 0 ? drawFields(view.fields, take) : null,
    standings.length > 0 ? drawStandings(standings) : null,
    attachments,
    drawFooter(view));
}

// What hangs on a message: its picture and its file. Both are fetched by the message's place.
function drawAttachments(message, chat) {
  if (message.sequence === null) {
    return [];
  }
  return [
    message.imageAlternative !== undefined
      ? h('img', { class: 'picture', src: imageAddress(message.sequence, chat.self()), alt: message.imageAlternative, loading: 'lazy' })
      : null,
    message.fileName !== undefined
      ? foreign('a', message.fileName, { class: 'file', href: fileAddress(message.sequence, chat.self()), download: message.fileName })
      : null,
  ].filter(Boolean);
}

const drawFooter = view => view.footer ? foreign('p', view.footer, { class: 'message-footer' }) : null;

function drawControls(view, chat) {
  const controls = (view.buttons ?? []).map(button => h('button', {
    type: 'button',
    class: button.style && button.style !== 'plain' ? button.style : null,
    dir: 'auto',
    on: { click: event => chat.press(event.currentTarget, button.action, button.argument, view.countdown) },
  }, button.label));
  if (view.select) {
    controls.push(drawSelect(view.select, chat));
  }
  return controls.length > 0 ? h('div', { class: 'controls' }, controls) : null;
}

function drawSelect(view, chat) {
  const id = freshId('select');
  const choose = h('button', { type: 'button', disabled: true, on: { click: event => chat.press(event.currentTarget, view.action, select.value) } }, 'Choose');
  const select = h(
    'select',
    { id, on: { change: () => { choose.disabled = select.value === ''; } } },
    h('option', { value: '' }, view.placeholder),
    view.choices.map(choice => h('option', { value: choice.value }, choice.label)));
  return h('span', { class: 'select' }, h('label', { for: id, class: 'out-of-sight' }, view.placeholder), select, choose);
}
