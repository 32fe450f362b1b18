import { useParams } from '@remix-run/react';
import { LOCALES, textFor, type Locale } from '../text';

/** The language of the page, from its address. */
export function useLocale(): Locale {
  const { lang } = useParams();
  return LOCALES.find((locale) => locale === lang) ?? 'en';
}

export function useText() {
  return textFor(useLocale());
}
