import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { textFor, type Locale } from '../../app/text';
import { headingSyllables } from '../../app/ui/fonts/headings.mjs';

const HANGUL = /[가-힣]/;
const SAMPLE = ['USD 38.00', 'month', '2026', '12'];

/** Every sentence of a catalogue; functions are called with samples. */
function sentences(node: unknown, path: string): [path: string, text: string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node === 'function') return [[path, String((node as (...args: string[]) => string)(...SAMPLE))]];
  if (node && typeof node === 'object') return Object.entries(node).flatMap(([key, value]) => sentences(value, `${path}.${key}`));
  return [];
}

const all = (locale: Locale) => sentences(textFor(locale), locale);

test('the Korean serif has every syllable that stands in a heading', () => {
  // `npm run fonts` makes it again.
  expect([...headingSyllables(textFor('ko'))].filter((letter) => !readFileSync('app/ui/fonts/serif-kr.txt', 'utf8').includes(letter))).toEqual([]);
});

test('no sentence is empty, and both languages have the same ones', () => {
  const bare = (locale: Locale) => all(locale).map(([path]) => path.slice(3));
  expect(bare('ko').sort()).toEqual(bare('en').sort());
  for (const locale of ['en', 'ko'] as const) for (const [path, text] of all(locale)) expect(text.trim(), path).not.toBe('');
});

test('Korean pages are written in Korean and English ones in English', () => {
  // Names, codes, and the switch to the other language.
  const exempt = /siteName|languageName|nav\.language|footer\.tagline|source$|\.parts\.|figure|otherAmountHint|amountPer|price$|nextCharge|nextOn/;
  for (const [path, text] of all('ko')) if (!exempt.test(path)) expect(HANGUL.test(text), `${path}: ${text}`).toBe(true);
  for (const [path, text] of all('en')) if (!exempt.test(path)) expect(HANGUL.test(text), `${path}: ${text}`).toBe(false);
});
