const HEADING = /(^|\.)(title|headline|heading|\w*Title|chapters|week\.title)(\.|$)/;

/**
 * The Korean syllables that stand in headings: what the Korean serif is cut down to.
 * @param {unknown} catalogue
 * @returns {string} each once, in order
 */
export function headingSyllables(catalogue) {
  const found = new Set();
  const walk = (node, path) => {
    if (typeof node === 'function') return walk(node('', '', ''), path);
    if (typeof node === 'string') {
      if (HEADING.test(path)) for (const letter of node) if (/[가-힣]/.test(letter)) found.add(letter);
    } else if (node && typeof node === 'object') for (const [key, value] of Object.entries(node)) walk(value, path ? `${path}.${key}` : key);
  };
  walk(catalogue, '');
  return [...found].sort((a, b) => (a < b ? -1 : 1)).join('');
}
