import type { Catalogue } from '../text';
import type { Chapter } from '../lib/paths';

export type FactId = keyof Catalogue['facts'];

/** Which facts stand in which section of which chapter, in reading order; the sections’ words are in the catalogue. */
export const CHAPTER_FACTS: Record<Chapter, FactId[][]> = {
  refugees: [
    ['famine-deaths', 'famine-share', 'exodus-to-china', 'exodus-size', 'exodus-peak'],
    ['poverty-freedom', 'persecution', 'control', 'escapes-a-year'],
    ['treason', 'camps-peak', 'camps-now'],
    ['dmz', 'north-to-china', 'floods', 'arrivals-2008', 'arrivals-2009'],
    ['in-hiding', 'refoulement', 'coi', 'rewards', 'no-rights'],
  ],
  trafficking: [['gender-gap', 'gender-ratio'], ['women-share', 'trafficked-share', 'buyers']],
  'orphan-care': [['children-born'], ['mothers-repatriated', 'mothers-missing', 'separation'], ['fathers']],
};

/** Data pictures: which section they follow, and their shares in percent. */
export const SHARES = {
  women: [70, 30],
  sold: [80, 20],
  mothers: [33, 30, 37],
  // Years of a childhood of 18.
  separation: [12.4, 5.6],
} as const;
export type ShareChart = keyof typeof SHARES;

export const CHAPTER_CHARTS: Record<Chapter, { afterSection: number; chart: ShareChart | 'timeline' }[]> = {
  refugees: [{ afterSection: 0, chart: 'timeline' }],
  trafficking: [{ afterSection: 1, chart: 'women' }, { afterSection: 1, chart: 'sold' }],
  'orphan-care': [{ afterSection: 1, chart: 'mothers' }, { afterSection: 1, chart: 'separation' }],
};
