// Small pictures, drawn as strokes on a field of 24 by 24, in the colour of the text around them.

const SVG = 'http://www.w3.org/2000/svg';

const STROKES = {
  flag: 'M6 21V4M6 5c4-2.2 7 1.8 12.5-.4l-2.5 4.6 2.5 4.6C13 16 10 12 6 14.2',
  bolt: 'M13 3 5.5 13.5H11L10 21l8-11h-5.5z',
  today: 'M4.5 6.5h15v13h-15zM4.5 10.5h15M8.5 4v4M15.5 4v4M12 13.5v3.5M10.3 15.2h3.4',
  board: 'M5 20v-7M12 20V5M19 20v-11',
  progress: 'M4 18l5-6 4 3 7-9M15.5 6H20v4.5',
  clock: 'M12 3.5a8.5 8.5 0 1 0 .01 0M12 8v4.5l3 2',
  sliders: 'M4 7h9M17 7h3M15 4.8v4.4M4 12h3M11 12h9M9 9.8v4.4M4 17h8M16 17h4M14 14.8v4.4',
  help: 'M12 3.5a8.5 8.5 0 1 0 .01 0M9.5 9.7c.2-3.5 5.2-3.2 5 0-.1 1.9-2.5 2-2.5 4M12 16.6v.1',
  repeat: 'M5 11a7 7 0 0 1 12-4l2 2M19 5v4h-4M19 13a7 7 0 0 1-12 4l-2-2M5 19v-4h4',
  cards: 'M4 8.5h12v11H4zM8 5h12v11',
  people: 'M9 11.5a3.2 3.2 0 1 0-.01 0M3.5 19.5c.5-6 10.5-6 11 0M16 5.3a3 3 0 0 1 0 5.9M17 14.2c2.3.6 3.4 2.5 3.5 5.3',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  partly: 'M12 6.5a5.5 5.5 0 1 0 .01 0M12 6.5a5.5 5.5 0 0 0 0 11z',
  missing: 'M7 12h10',
  question: 'M8.5 9c.3-4.5 7.3-4 7 0-.2 2.7-3.5 2.8-3.5 5.5M12 18.5v.1',
  lock: 'M6.5 11h11v8.5h-11zM9 11V8.2a3 3 0 0 1 6 0V11',
  eye: 'M3 12c4-7 14-7 18 0-4 7-14 7-18 0zM12 9.5a2.5 2.5 0 1 0 .01 0',
  plus: 'M12 5.5v13M5.5 12h13',
  send: 'M12 19V5.5M6 11l6-6 6 6',
  down: 'M12 5v13.5M6 13l6 6 6-6',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  chevron: 'M7 10l5 5 5-5',
  hash: 'M9.5 4.5l-2 15M16.5 4.5l-2 15M5 9.5h15M4 14.5h15',
  inbox: 'M4 13.5l2.5-8h11l2.5 8v5.5H4zM4 13.5h4.5c.5 3 6.5 3 7 0H20',
  sun: 'M12 8a4 4 0 1 0 .01 0M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
  auto: 'M12 4a8 8 0 1 0 .01 0M12 4v16M12 8h5.5M12 12h8M12 16h5.5',
  talk: 'M4.5 5.5h15v10.5H12l-4.5 3.5V16h-3z',
  slash: 'M15 4.5l-6 15',
};

// Meaning stands beside a picture in words, so it is hidden from those who hear the page.
export function icon(name, size = 20) {
  const svg = svgElement('svg', { viewBox: '0 0 24 24', width: size, height: size, class: `icon icon-${name}`, 'aria-hidden': 'true', focusable: 'false' });
  svg.append(svgElement('path', { d: STROKES[name] ?? STROKES.slash }));
  return svg;
}

export function svgElement(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, String(value));
  }
  return element;
}

// Fills the places that the page's markup leaves for pictures.
export function fillIcons(root) {
  root.querySelectorAll('[data-icon]').forEach(place => place.replaceChildren(icon(place.dataset.icon, Number(place.dataset.size ?? 20))));
}
