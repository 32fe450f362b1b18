import type { Locale } from '../text';
import { PSEUDONYMS } from './pseudonyms';

const KOREAN = new Map(PSEUDONYMS.map(({ en, ko }) => [en, ko]));

/** The made-up name in a language. */
export function nameIn(pseudonym: string, locale: Locale): string {
  return locale === 'ko' ? (KOREAN.get(pseudonym) ?? pseudonym) : pseudonym;
}

/** A shown child as a page in this language has it. */
export function shownTo<T extends { pseudonym: string }>(child: T, locale: Locale): T {
  return { ...child, pseudonym: nameIn(child.pseudonym, locale) };
}
