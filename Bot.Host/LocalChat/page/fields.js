// The named parts of a message.

import { foreign, h } from './dom.js';

const SHORT = 40;
const isShort = field => field.text.length <= SHORT && !field.text.includes('\n');
const isList = text => text.split('\n').every(line => line.startsWith('• '));
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

const drawList = text => h('dd', {}, h('ul', { class: 'points-list' }, text.split('\n').map(line => foreign('li', line.slice(2)))));
