// The named parts of a message.

import { foreign, h } from './dom.js';

const SHORT = 40;
const isShort = field => field.text.length <= SHORT && !field.text.includes('\n');
const isPoint = line => line.startsWith('• ');
const isList = text => text.split('\n').every(isPoint);
const COMMAND = /^\/([a-z][a-z -]*?)((?: \[[\w-]+\])*): (.+)$/u;
const isCommands = text => text.split('\n').every(line => COMMAND.test(line));

// take(text) puts a command into the text box; without it commands are text as any other.
export const drawFields = (fields, take = null) => h(
  'dl',
  { class: fields.length > 1 && fields.every(field => isShort(field) && !isList(field.text)) ? 'fields beside' : 'fields' },
  fields.map(field => h('div', {}, foreign('dt', field.name), drawText(field.text, take))));

const drawText = (text, take) => isList(text) ? drawList(text) : take && isCommands(text) ? drawCommands(text, take) : foreign('dd', text);

const drawCommands = (text, take) => h('dd', {}, h('ul', { class: 'commands-list' }, text.split('\n').map(line => {
  const [, name, options, what] = COMMAND.exec(line);
  return h(
    'li',
    {},
    h('button', { type: 'button', title: `Write /${name} into the text box`, on: { click: () => take(`/${name} `) } }, h('code', {}, `/${name}`)),
    foreign('span', what),
    options ? h('span', { class: 'command-options' }, options.trim().replaceAll(/[[\]]/g, '').split(' ').join(' · ')) : null);
})));

const drawList = text => h('dd', {}, drawPoints(text.split('\n')));

const drawPoints = lines => h('ul', { class: 'points-list' }, lines.map(line => foreign('li', line.slice(2))));

// The text of a message: its points are a list, and what stands before and between them stays as it is written.
export function drawProse(text) {
  const parts = [];
  for (const line of text.split('\n')) {
    if (parts.length > 0 && isPoint(parts.at(-1)[0]) === isPoint(line)) {
      parts.at(-1).push(line);
    } else {
      parts.push([line]);
    }
  }
  const draw = lines => isPoint(lines[0]) ? drawPoints(lines) : foreign('p', lines.join('\n'));
  return parts.some(([line]) => isPoint(line)) ? h('div', { class: 'message-text' }, parts.map(draw)) : foreign('p', text, { class: 'message-text' });
}
