// Standings as a table.

import { foreign, h } from './dom.js';

const number = new Intl.NumberFormat('en');
const LINE = /^(\d+)\. (.+): ([\d,]+) \(([^()]*)\)( ← you)?$/u;

// Boards that were posted before there were tables hold their standings as lines of text.
export function readStandings(text) {
  const lines = text.split('\n').map(line => LINE.exec(line));
  return text !== '' && lines.every(Boolean)
    ? lines.map(([, rank, name, points, detail, isReader]) => ({ rank: Number(rank), name, points: Number(points.replaceAll(',', '')), detail, isReader: Boolean(isReader) }))
    : null;
}

export function drawStandings(standings) {
  const most = Math.max(1, ...standings.map(standing => standing.points));
  const rows = [];
  standings.forEach(standing => {
    if (standing.followsGap) {
      rows.push(h('tr', { class: 'gap' }, h('td', { colspan: 4 }, h('span', { 'aria-hidden': 'true' }, '⋯'), h('span', { class: 'out-of-sight' }, 'Some places are left out here.'))));
    }
    const bar = h('span', { class: 'standing-bar', 'aria-hidden': 'true' }, h('span', {}));
    bar.style.setProperty('--share', String(Math.max(0, standing.points) / most));
    rows.push(h(
      'tr',
      { class: [standing.isReader ? 'reader' : '', standing.rank <= 3 ? `place-${standing.rank}` : ''].join(' ').trim() || null },
      h('td', { class: 'rank' }, h('span', {}, String(standing.rank))),
      h('th', { scope: 'row' }, foreign('span', standing.name, { class: 'standing-name' }), standing.isReader ? h('span', { class: 'badge you' }, 'you') : null, bar),
      h('td', { class: 'points' }, number.format(standing.points)),
      foreign('td', standing.detail, { class: 'detail' })));
  });
  return h(
    'table',
    { class: 'standings' },
    h('thead', { class: 'out-of-sight' }, h('tr', {}, h('th', { scope: 'col' }, 'Rank'), h('th', { scope: 'col' }, 'Name'), h('th', { scope: 'col' }, 'Points'), h('th', { scope: 'col' }, 'More'))),
    h('tbody', {}, rows));
}
