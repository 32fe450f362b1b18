import type { Services } from '../platform/services.server';
import { textFor, type Locale } from '../text';
import { giftContent, readPerson, type FieldProblems, type GiftChoice, type PersonFields, type ReadField } from './gift-form';
import { guardForm } from './guard.server';
import { freshAttempt, type Review } from './review.server';

/** Why a form that opens Checkout was not carried out, with what was typed. */
export interface Refused {
  problems: FieldProblems;
  /** A sentence about the form as a whole. */
  notice: string | null;
  person: PersonFields;
  /** The attempt goes on where it was stored, or a new one takes its place; null keeps the page's own. */
  same: Pick<Review, 'attemptId' | 'token'> | null;
}

export type Giver = { giver: { email: string; name: string | null; attemptId: string } } | { refused: Partial<Refused>; status: number };

/** Who gives, and whether this form may open a Checkout session for these contents at all. */
export async function readGiver(services: Services, read: ReadField, gift: GiftChoice, locale: Locale, address: string): Promise<Giver> {
  const copy = textFor(locale).giving.problem;
  const person = readPerson({ email: read('email'), name: read('name') }, copy);
  if ('problems' in person) return { refused: { problems: person.problems }, status: 400 };
  const verdict = await guardForm(services, read, giftContent(gift), person.person.email, address);
  if (typeof verdict === 'object') return { refused: { notice: copy.limited(Math.ceil(verdict.waitSeconds / 60)) }, status: 429 };
  // Who was too fast presses the same form again.
  if (verdict === 'too_fast') return { refused: { notice: copy.too_fast, same: sameAttempt(read) }, status: 400 };
  if (verdict !== 'fine') return { refused: { notice: copy[verdict] }, status: 400 };
  return { giver: { ...person.person, attemptId: read('attempt') } };
}

const sameAttempt = (read: ReadField) => ({ attemptId: read('attempt'), token: read('token') });

/** The same form had been sent with other details before: nothing is charged for the second. */
export function differing(services: Services, gift: GiftChoice, locale: Locale): Partial<Refused> {
  return { notice: textFor(locale).giving.problem.differs, same: freshAttempt(services, gift) };
}

/** Stripe did not answer: the attempt is kept, and the same button goes on with it. */
export function unavailable(read: ReadField, locale: Locale): Partial<Refused> {
  return { notice: textFor(locale).giving.problem.unavailable, same: sameAttempt(read) };
}
