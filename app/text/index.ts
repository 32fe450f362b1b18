/**
 * The one catalogue of every sentence a donor sees, in English and Korean.
 * `ko` is typed by `en`, so a missing or misspelt key fails the type check.
 * An entry is a string, a list, or a function of already formatted values.
 */
import * as en from './en';
import * as ko from './ko';

export const LOCALES = ['en', 'ko'] as const;
export type Locale = (typeof LOCALES)[number];

/** Literal strings widen, so that a translation only has to have the same shape. */
type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : T extends readonly (infer E)[]
      ? readonly Widen<E>[]
      : { readonly [K in keyof T]: Widen<T[K]> };

export type Catalogue = Widen<typeof en>;

const catalogues: Record<Locale, Catalogue> = { en, ko };

export function textFor(locale: Locale): Catalogue {
  return catalogues[locale];
}
