// Builds elements. Text is set as text, never as markup.

export const byId = id => document.getElementById(id);

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) {
        element.addEventListener(event, listener);
      }
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.flat(2).filter(child => child !== null && child !== undefined));
  return element;
}

// Text that somebody may have written: its direction stays its own.
export const foreign = (tag, text, attributes = {}) => h(tag, { dir: 'auto', ...attributes }, text);

let lastId = 0;
export const freshId = prefix => `${prefix}-${++lastId}`;

export function read(storage, key, otherwise) {
  try {
    return JSON.parse(storage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function keep(storage, key, value) {
  try {
    if (value === null) {
      storage.removeItem(key);
    } else {
      storage.setItem(key, JSON.stringify(value));
    }
  } catch {
    // A full or forbidden storage costs drafts and unread counts, nothing else.
  }
}
