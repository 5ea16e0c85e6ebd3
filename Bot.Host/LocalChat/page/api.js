// Talks to the bot.

const MOST_BYTES = 64 * 1024;

// The bot said no, and why.
export class Refused extends Error {
  constructor(status, body) {
    super(body?.message ?? `The bot answered with ${status}.`);
    this.status = status;
    this.faults = body?.faults ?? [];
  }
}

// Nobody knows whether the bot got it.
export class Unreachable extends Error {
  constructor() {
    super('The bot cannot be reached. Your text is kept here: please send it again.');
  }
}

const pause = ms => new Promise(done => setTimeout(done, ms));

async function once(method, path, body, type = 'application/json') {
  let response;
  try {
    response = await fetch(path, {
      method,
      body,
      headers: body === undefined ? {} : { 'Content-Type': type },
      credentials: 'same-origin',
      cache: 'no-store',
    });
  } catch {
    throw new Unreachable();
  }
  let content = null;
  try {
    content = await response.json();
  } catch {
    if (response.ok) {
      throw new Unreachable();
    }
  }
  if (!response.ok) {
    throw new Refused(response.status, content);
  }
  return content;
}

// What is sent twice under one event id is one event, so a lost answer may be asked for again.
async function request(method, path, value, tries = 3) {
  const body = value === undefined ? undefined : JSON.stringify(value, (_, v) => typeof v === 'string' ? wellFormed(v) : v);
  if (body !== undefined && new TextEncoder().encode(body).length > MOST_BYTES) {
    throw new Refused(413, { message: 'That is more than 64 KB. Please shorten it; nothing was stored.' });
  }
  return again(() => once(method, path, body), tries);
}

async function again(ask, tries = 3) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Unreachable) || attempt >= tries) {
        throw error;
      }
      await pause(250 * 2 ** attempt);
    }
  }
}

const wellFormed = text => text.toWellFormed ? text.toWellFormed() : text;

const query = values => new URLSearchParams(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)).toString();

export const getState = () => request('GET', '/api/state', undefined, 1);
export const eventsAddress = (member, after) => `/api/events?${query({ member, after })}`;
export const addMember = name => request('POST', '/api/members', { name }, 1);
export const addChannel = name => request('POST', '/api/channels', { name }, 1);
export const getMessages = (member, conversation, before) => request('GET', `/api/messages?${query({ member, conversation, before })}`);
export const getUnread = (member, positions) => request('POST', '/api/unread', { member, read: positions });
export const imageAddress = (sequence, member) => `/api/messages/${sequence}/image?${query({ member })}`;
export const fileAddress = (sequence, member) => `/api/messages/${sequence}/file?${query({ member })}`;
export const interact = (eventId, member, conversation, action) => request('POST', '/api/interactions', { eventId, member, conversation, action });
// Sends the files of a form ahead of it. A file that is sent once more is the same file.
const sent = new WeakMap();
export async function attach(member, files) {
  const named = {};
  for (const [field, file] of Object.entries(files)) {
    const id = sent.get(file) ?? newEventId();
    sent.set(file, id);
    const name = wellFormed(file.name).slice(0, 200);
    await again(() => once('POST', `/api/files/${id}?${query({ member, name })}`, file, 'application/octet-stream'));
    named[field] = { name, size: file.size, link: id };
  }
  return Object.keys(named).length > 0 ? { files: named } : {};
}
export const suggest = (member, conversation, commandName, option, typed) =>
  request('POST', '/api/interactions', { eventId: newEventId(), member, conversation, action: { type: 'typing', commandName, option, typed } }, 1);

export function newEventId() {
  if (crypto.randomUUID) {
    return crypto.randomUUID();
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
