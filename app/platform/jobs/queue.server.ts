import PgBoss from 'pg-boss';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Tx } from '../db/client.server';
import { errorFields } from '../log.server';

/** Every job and its data: ids only. `jobs.server.ts` says which verb does it. */
export interface JobData {
  'mail.deliver': { mailId: string };
  /** Events that were stored together. */
  'stripe.event': { eventIds: string[] };
  'stripe.sync': { objectId: string };
  'sponsorship.change': { changeId: string };
  'sweep.attempts': Record<string, never>;
  'sweep.tidy': Record<string, never>;
}
export type JobName = keyof JobData;

export const JOB_NAMES = ['mail.deliver', 'stripe.event', 'stripe.sync', 'sponsorship.change', 'sweep.attempts', 'sweep.tidy'] as const satisfies readonly JobName[];

export type JobHandlers = { [N in JobName]: (data: JobData[N]) => Promise<void> };

/**
 * The jobs of many rows in the statement that stores the rows: `$QUEUE` is the job's name, `stored` a relation with a column
 * `data`. As pg-boss 10.4's own insert writes them (its `plans.js`, `insertJobs`), with the queue's settings.
 */
export const JOBS_FROM_ROWS = `INSERT INTO pgboss.job (name, data, dead_letter, expire_in, keep_until, retry_limit, retry_delay, retry_backoff, policy)
  SELECT q.name, stored.data, q.dead_letter, q.expire_seconds * interval '1s', now() + COALESCE(q.retention_minutes * interval '1 minute', interval '14 days'), COALESCE(q.retry_limit, 2), GREATEST(COALESCE(q.retry_delay, 0), 1), COALESCE(q.retry_backoff, false), q.policy
  FROM stored JOIN pgboss.queue q ON q.name = `;

export interface EnqueueOptions {
  /** While a job with this key is waiting, another is not added. */
  singletonKey?: string;
  startAfterSeconds?: number;
}

export interface Jobs {
  /** Adds a job in the caller's transaction: it exists exactly when the change it belongs to does. */
  enqueue<N extends JobName>(tx: Tx, name: N, data: JobData[N], options?: EnqueueOptions): Promise<void>;
  /** Says that jobs of a kind were just committed by `JOBS_FROM_ROWS`. */
  enqueueStored(name: JobName): void;
  /** Starts the workers and the recurring schedule. */
  work(handlers: JobHandlers, schedule: Partial<Record<JobName, string>>): Promise<void>;
  /** Waits until no job is due or running; false when `timeoutMs` passed first. */
  idle(timeoutMs: number): Promise<boolean>;
  healthy(): boolean;
  /** Lets running jobs finish. */
  stop(): Promise<void>;
}

const DEAD_LETTER = 'dead-letter';
const POLL_SECONDS = 2;
const NOTIFY_AFTER_MS = 25;

/** pg-boss on the shared pool, started after the migrations. Jobs are tried again with backoff, then kept as dead letters. */
export async function startJobs(pool: pg.Pool, log: Logger): Promise<Jobs> {
  const boss = new PgBoss({ db: { executeSql: (text, values) => pool.query(text, values) }, schema: 'pgboss', monitorStateIntervalSeconds: 60 });
  let lastError: number | undefined;
  boss.on('error', (error) => {
    lastError = Date.now();
    log.error({ event: 'jobs.error', ...errorFields(error) });
  });
  await boss.start();
  // `send` to a queue that was not created returns null silently.
  await boss.createQueue(DEAD_LETTER);
  for (const name of JOB_NAMES) await boss.createQueue(name, { name, retryLimit: 8, retryDelay: 2, retryBackoff: true, deadLetter: DEAD_LETTER, expireInSeconds: 120 });

  const workers = new Map<string, string>();
  const notify = (name: string) => {
    const worker = workers.get(name);
    // Shortly after the commit; the poll finds it when this comes too early.
    if (worker) setTimeout(() => boss.notifyWorker(worker), NOTIFY_AFTER_MS).unref();
  };

  return {
    async enqueue(tx, name, data, options = {}) {
      const id = await boss.send(name, data, {
        ...(options.singletonKey ? { singletonKey: options.singletonKey } : {}),
        ...(options.startAfterSeconds ? { startAfter: options.startAfterSeconds } : {}),
        db: { executeSql: async (text: string, values: unknown[]) => ({ rows: await tx.$queryRawUnsafe<unknown[]>(text, ...values) }) },
      } as PgBoss.SendOptions);
      if (id === null && !options.singletonKey) throw new Error(`The job ${name} was not stored.`);
      notify(name);
    },
    enqueueStored(name) {
      notify(name);
    },
    async work(handlers, schedule) {
      const start = async <N extends JobName>(name: N) => {
        const id = await boss.work<JobData[N]>(name, { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1 }, async ([job]) => {
          if (!job) return;
          try {
            await handlers[name](job.data);
          } catch (error) {
            log.error({ event: 'job.failed', job: name, id: job.id, ...errorFields(error) });
            throw error;
          } finally {
            notify(name);
          }
        });
        workers.set(name, id);
      };
      for (const name of JOB_NAMES) await start(name);
      for (const [name, cron] of Object.entries(schedule)) await boss.schedule(name, cron);
    },
    async idle(timeoutMs) {
      const until = Date.now() + timeoutMs;
      for (;;) {
        const { rows } = await pool.query<{ busy: boolean }>(
          `SELECT EXISTS (SELECT 1 FROM pgboss.job WHERE name = ANY($1) AND (state = 'active' OR (state IN ('created', 'retry') AND start_after <= now()))) AS busy`,
          [JOB_NAMES],
        );
        if (!rows[0]?.busy) return true;
        if (Date.now() > until) return false;
        for (const worker of workers.values()) boss.notifyWorker(worker);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    healthy: () => lastError === undefined || Date.now() - lastError > 60_000,
    stop: () => boss.stop({ graceful: true, wait: true, timeout: 20_000, close: false }),
  };
}
