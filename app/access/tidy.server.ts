import type { Db } from '../platform/db/client.server';

/** Sign-in requests are kept for a day, so that an old link can still be told from one that never was. */
const KEEP_REQUESTS_MS = 86_400_000;

export async function tidyAccess(db: Db): Promise<void> {
  await db.session.deleteMany({ where: { expiresAt: { lt: new Date() } } });
  await db.signInRequest.deleteMany({ where: { expiresAt: { lt: new Date(Date.now() - KEEP_REQUESTS_MS) } } });
}
