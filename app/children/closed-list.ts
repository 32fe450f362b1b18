/**
 * All that may be kept of a child, in one definition: the schema test, the seed, the queries and the pages read it.
 * A field that is not here does not exist; adding one is a decision of the safeguarding officer, not of a form.
 */
export const AGE_BANDS = ['younger', 'middle', 'older'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

export function bandOf(value: string | null | undefined): AgeBand | null {
  return AGE_BANDS.find((band) => band === value) ?? null;
}

export const PRONOUNS = ['they', 'she', 'he'] as const;
export type Pronoun = (typeof PRONOUNS)[number];

export const INTERESTS = ['drawing', 'music', 'stories', 'football', 'cooking', 'animals', 'building', 'stars'] as const;
export type Interest = (typeof INTERESTS)[number];

/** Every column of every table that a child stands in. None of them is a time; weeks are ISO weeks in text. */
export const CHILD_COLUMNS: Record<string, readonly string[]> = {
  Child: ['token', 'pseudonym', 'ageBand', 'pronoun', 'interest', 'avatar', 'greeting', 'position', 'publication', 'firstRelease'],
  Release: ['number', 'week', 'kind'],
  ReleaseMember: ['releaseNumber', 'childToken', 'ageBand', 'pronoun', 'interest'],
  PublicationTransition: ['childToken', 'step', 'from', 'to', 'week', 'actor'],
  Slot: ['childToken', 'number', 'sponsorshipId'],
};

/** What a visitor or sponsor may see of a child: the select of every query that leads to a page. */
export const PUBLIC_SELECT = { token: true, pseudonym: true, ageBand: true, pronoun: true, interest: true, avatar: true, greeting: true } as const;

/** The key of the anonymity rules: a child is only ever shown among enough others with the same. */
export const QUASI_IDENTIFIERS = ['ageBand', 'pronoun', 'interest'] as const;

/** A profile's address: 128 random bits, base64url. */
export const TOKEN = /^[A-Za-z0-9_-]{22}$/;
