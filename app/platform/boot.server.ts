import path from 'node:path';
import { createClock } from './clock.server';
import { createVault } from './crypto/vault.server';
import { createDb } from './db/client.server';
import { openConnection, type Connection } from './db/connection.server';
import { applyMigrations } from './db/migrate.server';
import type { Env } from './env.server';
import { startJobs } from './jobs/queue.server';
import { createLimits } from './limits.server';
import { createLog } from './log.server';
import { createMailPort } from './mail/port.server';
import { createPaymentPort } from './payments/port.server';
import type { SandboxControls } from './sandbox-controls';
import type { Services } from './services.server';

export interface Running {
  services: Services;
  sandbox: SandboxControls | null;
  /** Stops workers first, then the stand-ins, then the database. */
  close(): Promise<void>;
}

export type OpenSandbox = (env: Env, pool: Services['pool'], log: Services['log']) => Promise<SandboxControls>;

/**
 * Opens the database, applies the migrations and puts the services together.
 * @param openSandbox starts the stand-ins; called in the sandbox only
 * @param given a connection that is already open; by default the environment's
 */
export async function boot(env: Env, openSandbox: OpenSandbox, given?: Pick<Connection, 'pool' | 'close'>): Promise<Running> {
  const log = createLog(env.logLevel);
  const connection = given ?? (await openConnection(env));
  const applied = await applyMigrations(connection.pool, path.resolve('prisma/migrations'));
  if (applied.length > 0) log.info({ event: 'migrations.applied', count: applied.length });
  const db = createDb(connection.pool);
  const { pool } = connection;
  pool.on('error', () => log.error({ event: 'database.connection_lost' }));
  const [clock, limits, jobs] = await Promise.all([createClock(db, env.mode === 'sandbox'), createLimits(pool, db), startJobs(pool, log)]);
  const sandbox = env.mode === 'sandbox' ? await openSandbox(env, pool, log) : null;
  const services: Services = {
    env,
    db,
    pool,
    clock,
    log,
    jobs,
    limits,
    vault: createVault(env.encryptionKeys),
    payments: createPaymentPort(env, sandbox?.paymentsUrl),
    mail: createMailPort(env, sandbox?.outboxUrl),
  };
  return {
    services,
    sandbox,
    async close() {
      await jobs.stop();
      await sandbox?.close();
      await db.$disconnect();
      await connection.close();
    },
  };
}
