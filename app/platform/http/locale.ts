import type { LoaderFunctionArgs } from '@remix-run/node';
import { LOCALES, type Locale } from '../../text';

/**
 * The language of an address: none means English.
 * @throws a 404 response for a first segment that is no language
 */
export function localeOf(params: { lang?: string | undefined }): Locale {
  if (params.lang === undefined) return 'en';
  const locale = LOCALES.find((known) => known === params.lang);
  // `/en/…` is not an address of ours: every page has one address per language.
  if (!locale || locale === 'en') throw new Response(null, { status: 404 });
  return locale;
}

/** The loader of a page that is only words. */
export function localeLoader({ params }: LoaderFunctionArgs): { locale: Locale } {
  return { locale: localeOf(params) };
}
