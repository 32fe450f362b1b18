import { randomUUID } from 'node:crypto';
import { redirect } from '@remix-run/node';
import type { Services } from '../platform/services.server';
import { formToken } from './form-token.server';
import { giftContent, type GiftChoice } from './gift-form';
import { nextGiftDate } from './rules';

export interface Review {
  gift: GiftChoice;
  fundName: string;
  /** ISO instants: today's charge and the one after it. */
  today: string;
  next: string | null;
  /** The attempt that this form is, and the proof that we made it. */
  attemptId: string;
  token: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The attempt that a review page is: it stands in the page's own address, so that the back button and a reload come back to
 * it. One that is over is followed by a new one.
 * @throws a redirect to the same address with a new attempt, when it has none
 */
export async function attemptOf({ db }: Pick<Services, 'db'>, request: Request): Promise<string> {
  const url = new URL(request.url);
  const given = url.searchParams.get('attempt') ?? '';
  if (!UUID.test(given)) {
    url.searchParams.set('attempt', randomUUID());
    throw redirect(`${url.pathname}${url.search}`, { status: 303, headers: { 'Cache-Control': 'no-store' } });
  }
  const known = await db.givingAttempt.findUnique({ where: { id: given }, select: { state: true } });
  return !known || known.state === 'created' || known.state === 'open' ? given : randomUUID();
}

/** An attempt in place of one whose details differ. */
export function freshAttempt({ vault }: Pick<Services, 'vault'>, gift: GiftChoice): Pick<Review, 'attemptId' | 'token'> {
  const attemptId = randomUUID();
  return { attemptId, token: formToken(vault, attemptId, giftContent(gift)) };
}

/** What the review page states before anything is paid. */
export function reviewOf({ clock, vault }: Pick<Services, 'clock' | 'vault'>, gift: GiftChoice, fundName: string, attemptId: string): Review {
  const today = clock.now();
  return { gift, fundName, today: today.toISOString(), next: nextGiftDate(gift.frequency, today)?.toISOString() ?? null, attemptId, token: formToken(vault, attemptId, giftContent(gift)) };
}

