import type { Block, Letter } from './content';

const WIDTH = 72;

/** Breaks at spaces; an address longer than a line stays whole, or it could not be followed. */
function wrapped(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

function block(one: Block): string {
  switch (one.kind) {
    case 'text':
    case 'small':
      return wrapped(one.text);
    case 'facts':
      return one.facts.map(([label, value]) => `${label}: ${value}`).join('\n');
    case 'button':
      return `${one.label}:\n${one.href}`;
    case 'code':
      return `${wrapped(one.label)}\n\n    ${one.code}`;
  }
}

/** The plain-text twin, written and not scraped from the HTML. */
export function plainText({ heading, blocks, footer }: Letter): string {
  return `${[heading, ...blocks.map(block), `--\n${footer.map(wrapped).join('\n')}`].join('\n\n')}\n`;
}
