// The bot's clock: what it posts is dated by it, and this browser's may be wrong.

let ahead = 0;

export const now = () => Date.now() + ahead;

// Called with what the bot said, and when it was asked; half the way there and back is taken for the way back.
export function setClock(botNow, askedAt) {
  ahead = botNow - (askedAt + Date.now()) / 2;
  // A difference that nobody sees is more likely the way's than the clock's.
  if (Math.abs(ahead) < 500) {
    ahead = 0;
  }
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const withYear = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

export const timeOf = at => clock.format(at);
export const dateOf = at => full.format(at);
export const isSameDay = (a, b) => new Date(a).toDateString() === new Date(b).toDateString();

export function dayName(at) {
  const today = new Date(now());
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  return isSameDay(at, today) ? 'Today'
    : isSameDay(at, yesterday) ? 'Yesterday'
      : new Date(at).getFullYear() === today.getFullYear() ? weekday.format(at) : withYear.format(at);
}
