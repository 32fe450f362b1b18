import { randomUUID } from 'node:crypto';
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

/** What the review page states before anything is paid; every showing is a new attempt. */
export function reviewOf({ clock, vault }: Pick<Services, 'clock' | 'vault'>, gift: GiftChoice, fundName: string): Review {
  const attemptId = randomUUID();
  const today = clock.now();
  return { gift, fundName, today: today.toISOString(), next: nextGiftDate(gift.frequency, today)?.toISOString() ?? null, attemptId, token: formToken(vault, attemptId, giftContent(gift)) };
}

