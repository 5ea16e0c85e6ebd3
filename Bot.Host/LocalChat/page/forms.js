// Forms in a dialog. What was typed is never lost: it stays on an error, and as a draft when the dialog is closed or the page reloaded.

import { foreign, freshId, h, keep, read } from './dom.js';
import { Refused, newEventId } from './api.js';
import { icon } from './icons.js';

const SHOW_COUNT_FROM = 0.5;
const FEW_LEFT = 200;
const isMac = /Mac|iP(hone|ad)/.test(navigator.userAgent);

// send(values, eventId, files) resolves when the form is stored, and throws Refused or Unreachable.
// The dialog stays open until then. A countdown is shown above the fields.
export function openForm(form, { draftKey, send, returnFocus, countdown }) {
  const key = draftKey ? `form:${draftKey}` : null;
  const draft = key ? read(sessionStorage, key, null) : null;
  const initial = Object.fromEntries(form.fields.map(field => [field.name, field.value ?? '']));
  const differs = draft !== null && form.fields.some(field => (draft.values[field.name] ?? '') !== initial[field.name]);
  const takesDraft = differs && form.fields.every(field => initial[field.name] === (draft.initial[field.name] ?? '') || initial[field.name] === '');
  let dirty = takesDraft;
  let busy = false;
  let last = null;

  const titleId = freshId('form-title');
  const isWriting = form.fields.some(field => field.multiline);
  const fields = form.fields.map(field => (field.isFile ? makeFileField : makeField)(field, () => {
    dirty = true;
    if (key) {
      keep(sessionStorage, key, { initial, values: valuesNow() });
    }
  }));
  const valuesNow = () => Object.fromEntries(fields.filter(field => !field.file).map(field => [field.name, field.input.value]));
  const filesNow = () => Object.fromEntries(fields.filter(field => field.file?.()).map(field => [field.name, field.file()]));
  const fill = values => fields.forEach(field => field.set(values[field.name] ?? ''));

  const message = h('p', { class: 'form-message', role: 'alert' });
  const notice = h('div', { class: 'form-notice', hidden: true });
  const submit = h('button', { type: 'submit', class: 'primary' }, form.submit ?? 'Send');
  const body = h(
    'form',
    { novalidate: true, autocomplete: 'off', method: 'dialog' },
    h('header', {}, foreign('h2', form.title, { id: titleId }), h('button', { type: 'button', class: 'quiet icon-button', 'aria-label': 'Close', on: { click: () => askToClose() } }, icon('close'))),
    h(
      'div',
      { class: ['form-body', form.fields.length > 3 ? 'in-pairs' : '', form.fields.length % 2 === 1 ? 'odd' : ''].join(' ').trim() },
      form.text ? foreign('p', form.text, { class: isWriting ? 'form-text form-stem' : 'form-text' }) : null,
      countdown ?? null,
      notice,
      fields.map(field => field.element)),
    message,
    h(
      'footer',
      {},
      isWriting ? h('p', { class: 'form-keys' }, h('kbd', {}, isMac ? '⌘' : 'Ctrl'), '+', h('kbd', {}, 'Enter'), ' sends') : null,
      h('button', { type: 'button', on: { click: () => askToClose() } }, 'Cancel'),
      submit));
  const dialog = h('dialog', { class: 'form', 'aria-labelledby': titleId }, body);

  const asking = h(
    'div',
    { class: 'form-asking', role: 'alertdialog', 'aria-label': 'Close this form?', hidden: true },
    h('p', {}, key ? 'Close it? The draft stays in this tab.' : 'Close it and lose what you wrote?'),
    h('button', { type: 'button', class: 'primary', on: { click: () => stopAsking() } }, 'Keep writing'),
    h('button', { type: 'button', on: { click: () => close() } }, key ? 'Close, keep the draft' : 'Close'));
  body.append(asking);

  function askToClose() {
    if (!dirty) {
      close();
      return;
    }
    if (!asking.hidden) {
      stopAsking();
      return;
    }
    asking.hidden = false;
    asking.querySelector('button').focus();
  }

  function stopAsking() {
    asking.hidden = true;
    fields[0].input.focus();
  }

  function close() {
    dialog.close();
  }

  function tell(text, button) {
    notice.replaceChildren(h('span', {}, text), ...(button ? [button] : []));
    notice.hidden = false;
  }

  if (takesDraft) {
    fill(draft.values);
    tell('Your draft from before is back.');
  } else if (differs) {
    tell('You have an earlier draft.', h('button', {
      type: 'button',
      on: {
        click: () => {
          fill(draft.values);
          dirty = true;
          notice.hidden = true;
        },
      },
    }, 'Use it instead'));
  }

  function faults(list) {
    for (const field of fields) {
      field.fault(list.find(fault => fault.field === field.name)?.message ?? '');
    }
    const others = list.filter(fault => !fields.some(field => field.name === fault.field)).map(fault => fault.message);
    const first = fields.find(field => list.some(fault => fault.field === field.name));
    first?.input.focus();
    return others.join(' ');
  }

  async function go() {
    if (busy) {
      return;
    }
    message.textContent = '';
    const found = fields.flatMap(field => field.check());
    faults(found);
    if (found.length > 0) {
      return;
    }
    const values = valuesNow();
    const files = filesNow();
    const written = JSON.stringify([values, Object.values(files).map(file => [file.name, file.size, file.lastModified])]);
    // The same values after a failure are the same event: if the first one did arrive, it is not doubled.
    last = last?.written === written ? last : { written, eventId: newEventId() };
    busy = true;
    submit.disabled = true;
    submit.textContent = 'Sending…';
    try {
      await send(values, last.eventId, files);
      if (key) {
        keep(sessionStorage, key, null);
      }
      dirty = false;
      close();
    } catch (error) {
      const rest = error instanceof Refused ? faults(error.faults) : '';
      message.textContent = error.faults?.length > 0 ? rest : error.message;
    } finally {
      busy = false;
      submit.disabled = false;
      submit.textContent = form.submit ?? 'Send';
    }
  }

  body.addEventListener('submit', event => {
    event.preventDefault();
    go();
  });
  body.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      go();
    }
  });
  dialog.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !event.isComposing) {
      event.preventDefault();
      askToClose();
    }
  });
  dialog.addEventListener('cancel', event => {
    if (dirty) {
      event.preventDefault();
      askToClose();
    }
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    returnFocus?.();
  });

  document.body.append(dialog);
  dialog.showModal();
  const start = fields[0].input;
  start.focus();
  start.setSelectionRange(start.value.length, start.value.length);
  return dialog;
}

function makeFileField(field, changed) {
  const id = freshId('field');
  const [hintId, errorId] = [`${id}-hint`, `${id}-error`];
  const input = h('input', { id, name: field.name, type: 'file', 'aria-describedby': `${hintId} ${errorId}` });
  const error = h('p', { id: errorId, class: 'error' });
  const fault = text => {
    error.textContent = text;
    input.toggleAttribute('aria-invalid', text !== '');
  };
  input.addEventListener('change', () => {
    fault('');
    changed();
  });
  return {
    name: field.name,
    input,
    fault,
    file: () => input.files[0],
    set() {},
    check: () => field.required && !input.files[0] ? [{ field: field.name, message: 'Please choose a file.' }] : [],
    element: h(
      'div',
      { class: 'field' },
      h('label', { for: id }, foreign('span', field.label), field.required ? null : h('span', { class: 'optional' }, ' (optional)')),
      foreign('p', field.hint ?? '', { id: hintId, class: 'hint' }),
      input,
      h('div', { class: 'below' }, error)),
  };
}

function makeField(field, changed) {
  const id = freshId('field');
  const hintId = field.hint ? `${id}-hint` : null;
  const errorId = `${id}-error`;
  const countId = `${id}-count`;
  const limit = field.maxLength ?? 200;
  const input = h(field.multiline ? 'textarea' : 'input', {
    id,
    name: field.name,
    dir: 'auto',
    rows: field.multiline ? 6 : null,
    required: field.required === true,
    'aria-describedby': [hintId, errorId, countId].filter(Boolean).join(' '),
  });
  input.value = field.value ?? '';
  const error = h('p', { id: errorId, class: 'error' });
  const counter = h('p', { id: countId, class: 'counter' });
  const left = () => limit - input.value.length;

  function count() {
    const shown = input.value.length >= limit * SHOW_COUNT_FROM || field.multiline;
    counter.textContent = !shown ? '' : left() < 0 ? `${(-left()).toLocaleString('en')} too many` : `${left().toLocaleString('en')} left`;
    counter.title = `At most ${limit.toLocaleString('en')} characters`;
    counter.classList.toggle('few', left() >= 0 && left() <= Math.min(FEW_LEFT, limit / 4));
    counter.classList.toggle('over', left() < 0);
    grow();
  }

  // Browsers that cannot fit a box to its text are helped.
  function grow() {
    if (field.multiline && !CSS.supports('field-sizing', 'content')) {
      input.rows = Math.min(18, Math.max(6, input.value.split('\n').length + Math.floor(input.value.length / 70)));
    }
  }

  function fault(text) {
    error.textContent = text;
    if (text) {
      input.setAttribute('aria-invalid', 'true');
    } else {
      input.removeAttribute('aria-invalid');
    }
  }

  input.addEventListener('input', () => {
    count();
    if (left() >= 0) {
      fault('');
    }
    changed();
  });
  count();
  return {
    name: field.name,
    input,
    fault,
    set(value) {
      input.value = value;
      count();
    },
    check() {
      const message = field.required && input.value.trim() === '' ? 'Please fill this in.'
        : left() < 0 ? `That is ${(-left()).toLocaleString('en')} characters too long. Please shorten it; nothing is cut off.`
          : null;
      return message ? [{ field: field.name, message }] : [];
    },
    element: h(
      'div',
      { class: 'field' },
      h('label', { for: id }, foreign('span', field.label), field.required ? null : h('span', { class: 'optional' }, ' (optional)')),
      field.hint ? foreign('p', field.hint, { id: hintId, class: 'hint' }) : h('span', { class: 'hint' }),
      input,
      h('div', { class: 'below' }, error, counter)),
  };
}
