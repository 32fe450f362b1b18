import type { StripeEvent } from '../../../prisma/client/client';
import { JOBS_FROM_ROWS, type JobName } from '../jobs/queue.server';
import type { Services } from '../services.server';

export type NewEvent = Pick<StripeEvent, 'id' | 'mode' | 'type' | 'objectId' | 'createdAt' | 'state'>;

const MOST_AT_ONCE = 20;
/** How long the first of a batch waits for others that are being read at the same moment. */
const GATHER_MS = 1;
const JOB = 'stripe.event' satisfies JobName;

/** One statement is one transaction: events are there exactly when their job is, and one that was there before gets no second job. */
const STORE = {
  name: 'store-events',
  text: `WITH fresh AS (
    INSERT INTO "StripeEvent" ("id", "mode", "type", "objectId", "createdAt", "state")
    SELECT id, mode::"PaymentMode", type, object, created, state::"EventState" FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[]) AS new (id, mode, type, object, created, state)
    ON CONFLICT ("id") DO NOTHING RETURNING "id", "state"
  ), stored AS (SELECT jsonb_build_object('eventIds', jsonb_agg("id")) AS data FROM fresh WHERE "state" = 'received' HAVING count(*) > 0)
  ${JOBS_FROM_ROWS}'${JOB}'`,
};

interface Waiting {
  event: NewEvent;
  done: () => void;
  failed: (error: unknown) => void;
}

/**
 * Stores events with their jobs. Those that come at the same time share one commit, which costs as much as all the rest; each
 * is acknowledged only after it, and one that can't be stored doesn't take the others with it.
 */
export function createEventStore({ pool, jobs }: Pick<Services, 'pool' | 'jobs'>): (event: NewEvent) => Promise<void> {
  const waiting: Waiting[] = [];
  let running = false;

  async function round(batch: Waiting[]) {
    const column = <K extends keyof NewEvent>(name: K) => batch.map(({ event }) => event[name]);
    try {
      await pool.query({ ...STORE, values: [column('id'), column('mode'), column('type'), column('objectId'), column('createdAt'), column('state')] });
    } catch (error) {
      if (batch.length === 1) return batch[0]?.failed(error);
      for (const one of batch) await round([one]);
      return;
    }
    jobs.enqueueStored(JOB);
    for (const { done } of batch) done();
  }

  async function work() {
    while (waiting.length > 0) {
      await round(waiting.splice(0, MOST_AT_ONCE));
      if (waiting.length > 0) await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
    }
    running = false;
  }

  return (event) =>
    new Promise((resolve, reject) => {
      waiting.push({ event, done: resolve, failed: reject });
      if (running) return;
      running = true;
      setTimeout(() => void work(), GATHER_MS);
    });
}
