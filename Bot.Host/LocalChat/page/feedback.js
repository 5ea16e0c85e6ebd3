// Feedback on an answer: the score, each criterion, and the member's own words with what decided it marked in them.

import { foreign, freshId, h } from './dom.js';
import { cut } from './highlight.js';
import { icon, svgElement } from './icons.js';
import { drawFields } from './fields.js';

const OWN_WORDS = 'You wrote';
const NEXT_QUESTION = 'An interviewer would ask next';

const MARKS = {
  raised: { icon: 'flag', heading: 'Red flags', verb: 'raises a red flag' },
  covered: { icon: 'check', heading: 'Covered', verb: 'covers' },
  partly: { icon: 'partly', heading: 'Partly covered', verb: 'covers in part' },
  missing: { icon: 'missing', heading: 'Missing', verb: '' },
};

export function drawFeedback(view) {
  const criteria = (view.criteria ?? []).map((criterion, index) => ({ ...criterion, index }));
  const own = view.fields?.find(field => field.name === OWN_WORDS);
  const next = view.fields?.find(field => field.name === NEXT_QUESTION);
  const others = (view.fields ?? []).filter(field => field !== own && field !== next);
  const pieces = own ? cut(own.text, criteria.map(criterion => criterion.mark === 'missing' ? null : criterion.evidence)) : [];
  // Numbered as they come in the text.
  [...new Set(pieces.flatMap(piece => piece.of))].forEach((index, place) => { criteria[index].number = place + 1; });
  const card = h(
    'div',
    { class: `card feedback ${view.score ? `mark-${view.score.mark}` : ''}` },
    drawHead(view),
    h(
      'div',
      { class: 'feedback-parts' },
      h('div', { class: 'criteria' }, Object.keys(MARKS).map(mark => drawGroup(mark, criteria.filter(criterion => criterion.mark === mark)))),
      h(
        'div',
        { class: 'feedback-side' },
        own ? drawOwnWords(own, pieces, criteria) : null,
        others.length > 0 ? drawFields(others) : null,
        next ? drawNext(next) : null)));
  linkBothWays(card);
  return card;
}

function drawHead(view) {
  const words = view.title?.split(/:(.*)/su) ?? [];
  return h(
    'header',
    { class: 'feedback-head' },
    view.score ? drawDial(view.score) : null,
    h(
      'div',
      {},
      view.title ? h('h2', { class: 'message-title', dir: 'auto' }, view.score && words.length > 1 ? [words[0], h('span', { class: 'out-of-sight' }, `:${words[1]}`)] : view.title) : null,
      view.text ? foreign('p', view.text, { class: 'message-text' }) : null));
}

// The title says the same in words.
function drawDial({ points, mark }) {
  const around = 2 * Math.PI * 26;
  const svg = svgElement('svg', { viewBox: '0 0 64 64', width: 76, height: 76, class: 'dial', 'aria-hidden': 'true', focusable: 'false' });
  const ring = name => svgElement('circle', { cx: 32, cy: 32, r: 26, class: name });
  const arc = ring('dial-arc');
  arc.setAttribute('stroke-dasharray', `${around * Math.min(100, Math.max(0, points)) / 100} ${around}`);
  arc.setAttribute('transform', 'rotate(-90 32 32)');
  const text = svgElement('text', { x: 32, y: 33, 'text-anchor': 'middle', 'dominant-baseline': 'central', class: 'dial-points' });
  text.textContent = mark === 'not-sure' ? '?' : String(points);
  svg.append(ring('dial-ground'), ...(points > 0 && mark !== 'not-sure' ? [arc] : []), text);
  return svg;
}

function drawGroup(mark, criteria) {
  if (criteria.length === 0) {
    return null;
  }
  const id = freshId('criteria');
  return h(
    'section',
    { class: `criteria-group ${mark}`, 'aria-labelledby': id },
    h('h3', { id }, MARKS[mark].heading, ' ', h('span', { class: 'criteria-count' }, String(criteria.length))),
    h('ul', {}, criteria.map(criterion => h(
      'li',
      { class: 'criterion', 'data-criterion': criterion.index },
      h('span', { class: 'criterion-mark' }, icon(MARKS[mark].icon, 16)),
      h(
        'div',
        {},
        foreign('p', criterion.text),
        criterion.evidence && mark !== 'missing'
          ? h('p', { class: 'evidence' }, h('span', { class: 'out-of-sight' }, 'You wrote: '), criterion.number ? reference(criterion) : null, foreign('q', criterion.evidence))
          : null)))));
}

function drawOwnWords(own, pieces, criteria) {
  return h(
    'figure',
    { class: 'own-words' },
    h('figcaption', {}, own.name),
    h('blockquote', { dir: 'auto' }, pieces.map(piece => {
      if (piece.of.length === 0) {
        return document.createTextNode(piece.text);
      }
      const shown = Object.keys(MARKS).find(mark => piece.of.some(index => criteria[index].mark === mark));
      return h(
        'mark',
        { class: shown, 'data-criteria': piece.of.join(' ') },
        piece.text,
        piece.ends.map(index => [
          reference(criteria[index]),
          h('span', { class: 'out-of-sight' }, ` (${MARKS[criteria[index].mark].verb}: ${criteria[index].text})`),
        ]));
    })));
}

// Drawn by the style sheet, so that whoever copies the text gets the text.
const reference = criterion => h('span', { class: `reference ${criterion.mark}`, 'data-number': criterion.number, 'aria-hidden': 'true' });

const drawNext = next => h(
  'aside',
  { class: 'next-question', 'aria-label': next.name },
  icon('talk', 18),
  h('div', {}, h('p', { class: 'next-name' }, next.name), foreign('p', next.text.replace(/^• /u, ''), { class: 'next-text' })));

// Pointing at a criterion shows its words, and the other way round.
function linkBothWays(card) {
  const light = numbers => {
    card.querySelectorAll('[data-criterion]').forEach(item => item.classList.toggle('lit', numbers.includes(item.dataset.criterion)));
    card.querySelectorAll('[data-criteria]').forEach(item => item.classList.toggle('lit', item.dataset.criteria.split(' ').some(number => numbers.includes(number))));
  };
  card.addEventListener('pointerover', event => {
    const at = event.target.closest('[data-criterion], [data-criteria]');
    light(at ? (at.dataset.criterion ?? at.dataset.criteria).split(' ') : []);
  });
  card.addEventListener('pointerleave', () => light([]));
}
