import type pg from 'pg';
import type { Logger } from 'pino';
import type { Clock } from './clock.server';
import type { Vault } from './crypto/vault.server';
import type { Db } from './db/client.server';
import type { Env } from './env.server';
import type { Jobs } from './jobs/queue.server';
import type { Limits } from './limits.server';
import type { MailPort } from './mail/port.server';
import type { PaymentPort } from './payments/port.server';

/** What a running process has; made once at the start and handed down, so that tests can run several side by side. */
export interface Services {
  env: Env;
  db: Db;
  pool: pg.Pool;
  clock: Clock;
  log: Logger;
  jobs: Jobs;
  vault: Vault;
  limits: Limits;
  payments: PaymentPort;
  mail: MailPort;
}
