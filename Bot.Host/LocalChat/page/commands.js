// Reads what is typed in the composer. Pure: text and the list of commands in, values out.

// name:value, name:"value with blanks" (also with the quotes that phones type).
const OPTION = /(?<=^|\s)([A-Za-z][\w-]*):("(?:[^"\\]|\\.)*"?|“[^”]*”?|[^\s"“]\S*)/gu;

export function distance(a, b) {
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}

export function nearest(word, names) {
  const ranked = names.map(name => ({ name, far: distance(word.toLowerCase(), name) })).sort((a, b) => a.far - b.far);
  return ranked.length > 0 && ranked[0].far <= (word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3))) ? ranked[0].name : null;
}

// The command that a text begins with; the longest name wins, so that "schedule add" is not "schedule".
export function findCommand(text, commands) {
  const body = text.replace(/^\/(redflag\s+)?/i, '');
  const skipped = text.length - body.length;
  let found = null;
  for (const command of commands) {
    const pattern = new RegExp(`^${command.name.replaceAll(' ', '\\s+')}(?=\\s|$)`, 'i');
    const match = pattern.exec(body);
    if (match && (!found || command.name.length > found.command.name.length)) {
      found = { command, end: skipped + match[0].length };
    }
  }
  return found;
}

const unquote = value =>
  value.startsWith('"') ? value.replace(/^"/, '').replace(/(?<!\\)"$/, '').replace(/\\(["\\])/g, '$1')
    : value.startsWith('“') ? value.replace(/^“/, '').replace(/”$/, '')
      : value;

const bad = message => ({ ok: false, message });

// What sending a text means: a command with its options, or what is wrong with it.
export function parse(text, commands) {
  if (!text.startsWith('/')) {
    return { ok: true, name: 'answer', options: { text } };
  }
  const found = findCommand(text, commands);
  if (!found) {
    return bad(unknownCommand(text, commands));
  }
  const { command, end } = found;
  const names = command.options.map(option => option.name);
  const rest = text.slice(end);
  const takesAnyText = names.length === 1 && command.options[0].choices.length === 0;
  const options = {};
  let bare = '';
  let from = 0;
  for (const match of rest.matchAll(OPTION)) {
    const name = match[1].toLowerCase();
    const known = names.includes(name);
    const like = known ? null : nearest(name, names);
    if (!known && (match[2].startsWith('//') || (!like && (takesAnyText || (bare + rest.slice(from, match.index)).trim() !== '')))) {
      continue;
    }
    if (!known) {
      return bad(like
        ? `/${command.name} has no option "${name}". Did you mean "${like}"?`
        : names.length === 0
          ? `/${command.name} takes no options.`
          : `/${command.name} has no option "${name}". It has ${names.join(', ')}.`);
    }
    if (name in options) {
      return bad(`"${name}" is there twice.`);
    }
    options[name] = unquote(match[2]);
    bare += rest.slice(from, match.index);
    from = match.index + match[0].length;
  }
  bare = (bare + rest.slice(from)).trim();
  const unfinished = names.find(name => new RegExp(`^${name}:(\\s|$)`, 'i').test(bare));
  if (unfinished) {
    return bad(`Write the value right behind the colon, without a blank: ${unfinished}:value, or ${unfinished}:"several words".`);
  }
  if (bare !== '') {
    if (names.length === 0) {
      return bad(`/${command.name} takes no text behind it.`);
    }
    if (names[0] in options) {
      return bad(`I do not know where "${shorten(bare)}" belongs. Put quotes around a value with blanks: ${names[0]}:"${shorten(`${options[names[0]]} ${bare}`)}".`);
    }
    options[names[0]] = bare;
  }
  for (const option of command.options) {
    const value = options[option.name];
    if (value !== undefined && option.choices.length > 0) {
      const choice = option.choices.find(candidate => candidate.toLowerCase() === value.trim().toLowerCase());
      if (!choice) {
        const like = nearest(value, option.choices.map(candidate => candidate.toLowerCase()));
        return bad(`"${option.name}" is one of ${option.choices.join(', ')}.${like ? ` Did you mean "${like}"?` : ''}`);
      }
      options[option.name] = choice;
    }
  }
  return { ok: true, name: command.name, options };
}

const shorten = text => text.length > 60 ? `${text.slice(0, 60)}…` : text;

function unknownCommand(text, commands) {
  const typed = text.slice(1).trim().split(/\s+/);
  const word = typed[0] ?? '';
  if (word === '') {
    return 'Type a command behind the slash; /help shows them all.';
  }
  const further = commands.filter(command => command.name.startsWith(`${word.toLowerCase()} `));
  if (further.length > 0) {
    return `/${word} needs one more word: ${further.map(command => `/${command.name}`).join(', ')}.`;
  }
  const names = commands.map(command => command.name);
  const like = nearest(typed.slice(0, 2).join(' '), names) ?? nearest(word, names);
  return like ? `I do not know /${shorten(word)}. Did you mean /${like}?` : `I do not know /${shorten(word)}. /help shows what I can do.`;
}

// What can be completed at the caret:
// { kind, title, text, start, end, items: [{ label, hint, badge, locked, insert, group }], eager, ask? }.
export function completionsAt(text, caret, commands, isOrganiser = true) {
  if (!text.startsWith('/')) {
    return null;
  }
  const before = text.slice(0, caret);
  const found = findCommand(before, commands);
  if (!found || found.end === before.length) {
    return commandsLike(before, caret, commands, isOrganiser);
  }
  const { command, end } = found;
  const token = /(?:^|\s)((?:[A-Za-z][\w-]*:)?(?:"(?:[^"\\]|\\.)*|“[^”]*|\S*))$/u.exec(before.slice(end))?.[1] ?? '';
  const start = caret - token.length;
  const named = /^([A-Za-z][\w-]*):(.*)$/su.exec(token);
  if (named) {
    return valuesLike(command, named, start, caret);
  }
  const used = [...before.slice(end).matchAll(OPTION)].map(match => match[1].toLowerCase());
  const items = command.options
    .filter(option => !used.includes(option.name) && option.name.startsWith(token.toLowerCase()))
    .map(option => ({ label: option.name, hint: option.description, insert: `${option.name}:` }));
  return items.length > 0
    ? { kind: 'options', title: `/${command.name}`, text: `${command.description}. All of these may be left out.`, start, end: caret, items, eager: false }
    : null;
}

function commandsLike(before, caret, commands, isOrganiser) {
  const typed = before.slice(1).toLowerCase().replace(/^redflag\s+/, '').replace(/\s+/g, ' ');
  const rank = command => command.name.startsWith(typed) ? 0
    : command.name.includes(typed) ? 1
      : typed.length > 2 && command.description.toLowerCase().includes(typed) ? 2
        : 3;
  const groups = GROUPS
    .map(title => ({ title, all: commands.filter(command => groupOf(command) === title && rank(command) < 3).sort((a, b) => rank(a) - rank(b)) }))
    .filter(group => group.all.length > 0);
  if (typed !== '') {
    groups.sort((a, b) => rank(a.all[0]) - rank(b.all[0]));
  }
  const items = groups.flatMap(group => group.all.map(command => ({
    label: `/${command.name}`,
    hint: command.description,
    badge: command.organisersOnly && !isOrganiser ? 'organisers only' : null,
    locked: command.organisersOnly && !isOrganiser,
    insert: `/${command.name} `,
    group: group.title,
  })));
  const exact = commands.some(command => command.name === typed);
  return { kind: 'commands', title: typed === '' ? 'What I can do' : 'Commands', start: 0, end: caret, items, eager: typed !== '' && !exact };
}

function valuesLike(command, named, start, caret) {
  const option = command.options.find(candidate => candidate.name === named[1].toLowerCase());
  if (!option) {
    return null;
  }
  const typed = unquote(named[2]);
  const item = (label, value) => ({ label, hint: '', insert: `${option.name}:${quote(value)} ` });
  const offer = { kind: 'values', title: option.name, text: option.description, start, end: caret };
  if (option.choices.length > 0) {
    const items = option.choices.filter(choice => choice.toLowerCase().startsWith(typed.toLowerCase())).map(choice => item(choice, choice));
    return { ...offer, items, eager: typed !== '' && !option.choices.includes(typed) };
  }
  return option.suggests ? { ...offer, items: [], eager: false, ask: { command: command.name, option: option.name, typed, item } } : null;
}

const quote = value => /^[^\s"“]+$/u.test(value) ? value : `"${value.replace(/(["\\])/g, '\\$1')}"`;

const [PRACTICE, GROUP, ORGANISERS, MORE] = ['Practice', 'The group', 'For organisers', 'You and Redflag'];
const GROUPS = [PRACTICE, GROUP, MORE, ORGANISERS];
const OF_GROUP = ['leaderboard', 'schedule', 'bank', 'drill'];
const OF_MEMBER = ['me', 'privacy', 'settings', 'help'];

// By the first word of its name, so that a new subcommand falls into its place.
function groupOf(command) {
  const word = command.name.split(' ')[0];
  return command.organisersOnly ? ORGANISERS
    : OF_GROUP.includes(word) ? GROUP
      : OF_MEMBER.includes(word) ? MORE
        : PRACTICE;
}
