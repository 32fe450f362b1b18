import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { createClock } from '../../app/platform/clock.server';
import { createVault } from '../../app/platform/crypto/vault.server';
import { createDb } from '../../app/platform/db/client.server';
import { applyMigrations } from '../../app/platform/db/migrate.server';
import { startJobs } from '../../app/platform/jobs/queue.server';
import { createLimits } from '../../app/platform/limits.server';
import type { Services } from '../../app/platform/services.server';
import { openTestPool } from './database';

/**
 * What signing in and donors' data need, on a real database with real jobs and limits. No stand-ins: nothing here may
 * reach Stripe or Resend, so touching those ports throws.
 */
export async function openDonorServices(): Promise<{ services: Services; close(): Promise<void> }> {
  const { pool, close } = await openTestPool();
  await applyMigrations(pool, 'prisma/migrations');
  const db = createDb(pool);
  const log = pino({ level: 'silent' });
  const jobs = await startJobs(pool, log);
  const unreachable = (name: string) =>
    new Proxy({}, {
      get() {
        throw new Error(`Nothing here may reach ${name}.`);
      },
    });
  const services: Services = {
    env: { mode: 'sandbox', siteUrl: 'http://127.0.0.1:3000', organisation: { name: 'Crossing Borders', address: '', contactEmail: 'contact@example.org', timeZone: 'America/Chicago', currency: 'usd' } } as Services['env'],
    db,
    pool,
    clock: await createClock(db, true),
    log,
    jobs,
    vault: createVault([{ id: 'test', key: randomBytes(32) }]),
    limits: await createLimits(pool, db),
    payments: unreachable('Stripe') as Services['payments'],
    mail: unreachable('Resend') as Services['mail'],
  };
  return {
    services,
    async close() {
      await jobs.stop();
      await db.$disconnect();
      await close();
    },
  };
}
