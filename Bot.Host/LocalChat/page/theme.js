// Light, dark, or as the machine has it. The choice is kept in this browser.

import { byId, keep, read } from './dom.js';
import { icon } from './icons.js';

const THEMES = [
  { name: 'auto', label: 'Colours: as this machine', icon: 'auto' },
  { name: 'light', label: 'Colours: light', icon: 'sun' },
  { name: 'dark', label: 'Colours: dark', icon: 'moon' },
];

export function startTheme() {
  const button = byId('theme');
  const show = theme => {
    document.documentElement.dataset.theme = theme.name;
    button.replaceChildren(icon(theme.icon, 18));
    button.setAttribute('aria-label', theme.label);
    button.title = theme.label;
  };
  let at = Math.max(0, THEMES.findIndex(theme => theme.name === read(localStorage, 'theme', 'auto')));
  show(THEMES[at]);
  button.addEventListener('click', () => {
    at = (at + 1) % THEMES.length;
    keep(localStorage, 'theme', THEMES[at].name);
    show(THEMES[at]);
  });
}
