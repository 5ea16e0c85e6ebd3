// Few tabs may hold a stream at a time: a browser keeps six connections to one host, all of its tabs together,
// and a tab whose requests find none free would hang.

const PLACES = 4;
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('redflag-streams') : null;

// Gives a function that frees the place, or null when all are taken.
export async function takePlace() {
  if (!navigator.locks) {
    return () => {};
  }
  for (let number = 1; number <= PLACES; number++) {
    const free = await new Promise(answer => {
      navigator.locks.request(`redflag-stream-${number}`, { ifAvailable: true }, lock =>
        lock ? new Promise(release => answer(release)) : answer(null)).catch(() => answer(null));
    });
    if (free) {
      return free;
    }
  }
  return null;
}

// Asks the tabs that nobody looks at for a place.
export const askForPlace = () => channel?.postMessage('please');

// Calls back when another tab asks. Gives a function that stops that.
export function onAsked(asked) {
  channel?.addEventListener('message', asked);
  return () => channel?.removeEventListener('message', asked);
}
