import type { MetaDescriptor } from '@remix-run/node';
import { LOCALES, textFor, type Catalogue, type Locale } from '../text';

interface MetaArgs {
  params: Record<string, string | undefined>;
  matches: unknown[];
  location: { pathname: string };
}

const inLanguage = (path: string, locale: Locale) => {
  const bare = path.replace(/^\/ko(?=\/|$)/, '') || '/';
  return locale === 'en' ? bare : bare === '/' ? '/ko' : `/ko${bare}`;
};

/** A page's title with the organisation's name, which comes from the settings. */
export function titled(title: string, matches: unknown[]): { title: string } {
  const root = (matches[0] as { data?: { organisation?: { name: string } } } | undefined)?.data;
  return { title: root?.organisation ? `${title} · ${root.organisation.name}` : title };
}

/** Title, description, the same page in each language, and a card for sharing; for public pages only, never a child's. */
export function publicMeta(pick: (copy: Catalogue) => { title: string; description: string }) {
  return ({ params, matches, location }: MetaArgs): MetaDescriptor[] => {
    const locale = LOCALES.find((known) => known === params['lang']) ?? 'en';
    const copy = textFor(locale);
    const { title, description } = pick(copy);
    const root = (matches[0] as { data?: { siteUrl?: string; organisation?: { name: string } } } | undefined)?.data;
    const url = (language: Locale) => `${root?.siteUrl ?? ''}${inLanguage(location.pathname, language)}`;
    return [
      titled(title, matches),
      { name: 'description', content: description },
      { tagName: 'link', rel: 'canonical', href: url(locale) },
      ...LOCALES.map((language) => ({ tagName: 'link', rel: 'alternate', hrefLang: language, href: url(language) })),
      { property: 'og:title', content: title },
      { property: 'og:description', content: description },
      { property: 'og:site_name', content: root?.organisation?.name ?? '' },
      { property: 'og:type', content: 'website' },
    ];
  };
}

/** A page for one person: not for search engines. */
export function privateMeta(title: string, matches: unknown[]): MetaDescriptor[] {
  return [titled(title, matches), { name: 'robots', content: 'noindex' }];
}

/** Pages about children: never indexed, never archived, without cards, and no name in a title. */
export function childMeta(pick: (copy: Catalogue) => string) {
  return ({ params, matches }: Pick<MetaArgs, 'params' | 'matches'>): MetaDescriptor[] => {
    const copy = textFor(LOCALES.find((known) => known === params['lang']) ?? 'en');
    return [titled(pick(copy), matches), { name: 'robots', content: 'noindex, noarchive' }];
  };
}
