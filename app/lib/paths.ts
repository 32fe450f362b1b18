/** Every address of the site comes from here; no component writes one by hand. */
import type { Locale } from '../text';

export type AgeBand = 'younger' | 'middle' | 'older';
export const CHAPTERS = ['refugees', 'trafficking', 'orphan-care'] as const;
export type Chapter = (typeof CHAPTERS)[number];

const query = (values: Record<string, string | undefined>) => {
  const entries = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return entries.length ? `?${new URLSearchParams(entries)}` : '';
};

/** Donor-facing paths in a language: English at the root, Korean under `/ko`. */
export function pathsFor(locale: Locale) {
  const at = (path: string) => (locale === 'en' ? path : path === '/' ? '/ko' : `/ko${path}`);
  return {
    home: () => at('/'),
    story: () => at('/story'),
    chapter: (chapter: Chapter) => at(`/story/${chapter}`),
    impact: () => at('/impact'),
    safety: () => at('/safety'),
    privacy: () => at('/privacy'),
    terms: () => at('/terms'),
    faq: () => at('/faq'),
    contact: () => at('/contact'),
    children: (filter: { band?: AgeBand; page?: string } = {}) => at(`/children${query(filter)}`),
    week: (band: AgeBand) => at(`/children/week/${band}`),
    child: (token: string) => at(`/children/${token}`),
    sponsor: (token: string) => at(`/children/${token}/sponsor`),
    give: (preset: { fund?: string; frequency?: string } = {}) => at(`/give${query(preset)}`),
    review: () => at('/give/review'),
    thanks: (attemptId: string) => at(`/give/thanks${query({ attempt: attemptId })}`),
    signIn: () => at('/sign-in'),
    signInLink: (token: string) => at(`/sign-in/${token}`),
    signOut: () => at('/sign-out'),
    account: () => at('/account'),
    sponsorship: (id: string) => at(`/account/sponsorships/${id}`),
    giving: () => at('/account/giving'),
  };
}

export type Paths = ReturnType<typeof pathsFor>;

/** Pages that are the same for every anonymous visitor: kept whole in the cache, and in the sitemap. No child page. */
export function publicPages(locale: Locale): string[] {
  const at = pathsFor(locale);
  return [at.home(), at.story(), ...CHAPTERS.map(at.chapter), at.impact(), at.safety(), at.privacy(), at.terms(), at.faq(), at.contact(), at.give()];
}
