import type { AttemptState } from '../../prisma/client/enums';
import type { Services } from '../platform/services.server';
import type { Frequency } from './policy';

export interface GiftRow {
  paymentId: string;
  giftDate: Date;
  amount: number;
  currency: string;
  fund: { en: string; ko: string };
  frequency: Frequency;
  state: 'pending' | 'succeeded' | 'failed';
  /** Minor units given back so far. */
  refunded: number;
  receipt: { year: number; number: number } | null;
}

/**
 * A donor's payments, newest first.
 * @param group the ids of the donor and of those joined into it
 * @param page.before the `next` of the page before
 */
export async function givingHistory({ db, env }: Pick<Services, 'db' | 'env'>, group: string[], page: { before?: string; limit: number }): Promise<{ rows: GiftRow[]; next: string | null }> {
  const cursor = page.before && /^[0-9a-f-]{36}$/.test(page.before) ? page.before : null;
  const rows = await db.payment.findMany({
    where: { donorId: { in: group }, mode: env.mode },
    orderBy: [{ paidAt: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
    select: {
      id: true, giftDate: true, amount: true, currency: true, frequency: true, state: true,
      fund: { select: { nameEn: true, nameKo: true } },
      receipts: { where: { kind: 'receipt' }, select: { year: true, number: true } },
      refunds: { where: { state: 'succeeded' }, select: { amount: true } },
    },
  });
  const shown = rows.slice(0, page.limit);
  return {
    rows: shown.map(({ id, fund, receipts, refunds, ...row }) => ({
      ...row,
      paymentId: id,
      fund: { en: fund.nameEn, ko: fund.nameKo },
      refunded: refunds.reduce((sum, refund) => sum + refund.amount, 0),
      receipt: receipts[0] ?? null,
    })),
    next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

export interface AttemptView {
  id: string;
  sessionId: string | null;
  state: AttemptState;
  frequency: Frequency;
  currency: string;
  amount: number;
  feeCover: number;
  fund: { en: string; ko: string };
  sponsorshipId: string | null;
  createdAt: Date;
}

/** What the thank-you page may say to whoever holds the address: the gift, nobody's name. */
export async function attemptView({ db }: Pick<Services, 'db'>, key: { id: string } | { sessionId: string }): Promise<AttemptView | null> {
  const attempt = await db.givingAttempt.findUnique({
    where: key,
    select: { id: true, sessionId: true, state: true, frequency: true, currency: true, amount: true, feeCover: true, sponsorshipId: true, createdAt: true, fund: { select: { nameEn: true, nameKo: true } } },
  });
  return attempt && { ...attempt, fund: { en: attempt.fund.nameEn, ko: attempt.fund.nameKo } };
}
