// Finds words of evidence in the text that they were taken from. Pure: text and evidence in, pieces out.

// Cuts a text into pieces, each with the numbers of the pieces of evidence that it is part of:
// { text, of: [0, 2], ends: [2] }. Evidence that is not to be found verbatim is left out.
export function cut(text, evidence) {
  const spans = [];
  evidence.forEach((words, index) => {
    const at = words ? find(text, words) : null;
    if (at) {
      spans.push({ index, ...at });
    }
  });
  const edges = [...new Set([0, text.length, ...spans.flatMap(span => [span.from, span.to])])].sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const [from, to] = [edges[i], edges[i + 1]];
    pieces.push({
      text: text.slice(from, to),
      of: spans.filter(span => span.from <= from && to <= span.to).map(span => span.index),
      ends: spans.filter(span => span.to === to).map(span => span.index),
    });
  }
  return pieces;
}

// As it stands; else without regard to blanks and case.
function find(text, words) {
  const exact = text.indexOf(words);
  if (exact >= 0) {
    return { from: exact, to: exact + words.length };
  }
  const parts = words.trim().split(/\s+/).filter(part => part !== '').map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const match = parts.length > 0 ? new RegExp(parts.join('\\s+'), 'iu').exec(text) : null;
  return match ? { from: match.index, to: match.index + match[0].length } : null;
}
