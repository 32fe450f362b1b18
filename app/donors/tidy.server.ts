import { tidyAccess } from '../access/tidy.server';
import type { Services } from '../platform/services.server';

/** The nightly clearing of what has no use any more; wall time. */
export async function tidy({ db, pool }: Pick<Services, 'db' | 'pool'>): Promise<void> {
  await tidyAccess(db);
  await pool.query('DELETE FROM rate_limit WHERE expire < $1', [Date.now()]);
}
