import type { Services } from '../platform/services.server';

const DAY_MS = 86_400_000;

/** Removes what has run out: sessions, sign-in requests, counters of limits. */
export async function tidy({ db }: Pick<Services, 'db'>): Promise<void> {
  const now = new Date();
  await db.session.deleteMany({ where: { expiresAt: { lt: now } } });
  await db.signInRequest.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - DAY_MS) } } });
  await db.rateLimit.deleteMany({ where: { expire: { lt: BigInt(now.getTime()) } } });
}
