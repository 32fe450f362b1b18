import { transact, type Db, type Tx } from '../db/client.server';
import type { Services } from '../services.server';
import type { Stripe } from './port.server';

const ROUNDS = 4;
/** How long a caller that was overtaken waits for the one that overtook it. Stripe's own calls end after 12 s. */
const WAIT_MS = 15_000;
const LOOK_EVERY_MS = 60;

/**
 * Fetches an object of Stripe's and writes what it says, so that an old fetch never overwrites a newer one:
 * a short transaction claims the object and bumps its revision, the fetch holds no transaction, and the write happens only
 * while that claim is still the newest. A caller that was overtaken waits until the newer fetch is written (it saw at least
 * as much), and starts again only when that one died; after a few rounds a job goes on.
 * `write` must be idempotent and must lock what it changes.
 * @returns what `write` returned, or null when a newer fetch was written instead or the object was handed to the job
 * @throws {PaymentError} when Stripe can't be reached or doesn't know the object
 */
export async function syncObject<T, R>(
  { db, jobs, payments }: Pick<Services, 'db' | 'jobs' | 'payments'>,
  objectId: string,
  fetch: (stripe: Stripe) => Promise<T>,
  write: (tx: Tx, object: T) => Promise<R>,
): Promise<R | null> {
  for (let round = 0; round < ROUNDS; round++) {
    const { rev } = await db.stripeObjectSync.upsert({ where: { objectId }, create: { objectId, rev: 1 }, update: { rev: { increment: 1 } } });
    const object = await payments.call(fetch);
    const result = await transact(db, async (tx) => {
      const [row] = await tx.$queryRaw<{ rev: number }[]>`SELECT "rev" FROM "StripeObjectSync" WHERE "objectId" = ${objectId} FOR UPDATE`;
      if (row?.rev !== rev) return null;
      const written = await write(tx, object);
      await tx.stripeObjectSync.update({ where: { objectId }, data: { written: rev } });
      return { written };
    });
    if (result) return result.written;
    if (await newerIsWritten(db, objectId, rev)) return null;
  }
  await transact(db, (tx) => jobs.enqueue(tx, 'stripe.sync', { objectId }, { singletonKey: objectId, startAfterSeconds: 2 }));
  return null;
}

async function newerIsWritten(db: Db, objectId: string, rev: number): Promise<boolean> {
  for (const until = Date.now() + WAIT_MS; Date.now() < until; ) {
    const row = await db.stripeObjectSync.findUnique({ where: { objectId }, select: { written: true } });
    if ((row?.written ?? 0) > rev) return true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return false;
}
