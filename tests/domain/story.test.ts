import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHAPTERS } from '../../app/lib/paths';
import { CHAPTER_CHARTS, CHAPTER_FACTS, SHARES } from '../../app/story/chapters';
import { LOCALES, textFor, type Catalogue } from '../../app/text';

/** Every figure that the organisation publishes, as given. */
const GIVEN = JSON.parse(readFileSync('tests/support/facts.json', 'utf8')) as { chapter: (typeof CHAPTERS)[number]; id: keyof Catalogue['facts']; figure: string | null; asOf: string; source: string }[];

const digits = (text: string | null) => (text ?? '').match(/\d[\d.,]*/g) ?? [];

test('each of the 32 facts stands once, in its own chapter', () => {
  expect(GIVEN).toHaveLength(32);
  for (const chapter of CHAPTERS) expect([...CHAPTER_FACTS[chapter].flat()].sort()).toEqual(GIVEN.filter((fact) => fact.chapter === chapter).map(({ id }) => id).sort());
});

test('every fact has its figure, date and source, in both languages', () => {
  for (const { id, figure, asOf } of GIVEN) {
    const english = textFor('en').facts[id];
    expect(english.figure, id).toBe(figure);
    // Years and dates are the given ones, however they are written.
    expect(digits(english.asOf), id).toEqual(digits(asOf));
    for (const locale of LOCALES) {
      const fact = textFor(locale).facts[id];
      expect(fact.figure === null, id).toBe(figure === null);
      for (const text of [fact.says, fact.asOf, fact.source]) expect(text.length, id).toBeGreaterThan(1);
    }
    expect(textFor('ko').facts[id].asOf.match(/\d{4}/g), id).toEqual(asOf.match(/\d{4}/g));
  }
});

test('each chapter has words for each of its sections, and each data picture for each of its parts', () => {
  for (const locale of LOCALES) {
    const { chapters, charts } = textFor(locale).story;
    for (const chapter of CHAPTERS) expect(chapters[chapter].sections).toHaveLength(CHAPTER_FACTS[chapter].length);
    for (const { chart } of CHAPTERS.flatMap((chapter) => CHAPTER_CHARTS[chapter])) if (chart !== 'timeline') expect(charts[chart].parts).toHaveLength(SHARES[chart].length);
  }
});
