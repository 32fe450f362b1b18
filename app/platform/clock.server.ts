import type { Db } from './db/client.server';

/**
 * Business time: gifts, periods, reservations, pauses. In the sandbox it can be moved ahead of wall time;
 * everywhere else the two are the same. Sessions, tokens, limits and webhook tolerance use `Date` itself.
 */
export interface Clock {
  now(): Date;
  /** Seconds that business time is ahead of wall time. */
  offset(): number;
  /** Sandbox only. Time never goes back. */
  setOffset(seconds: number): Promise<void>;
}

export async function createClock(db: Db, movable: boolean): Promise<Clock> {
  let offset = movable ? ((await db.sandboxClock.findUnique({ where: { id: 1 } }))?.offsetSeconds ?? 0) : 0;
  return {
    now: () => new Date(Date.now() + offset * 1000),
    offset: () => offset,
    async setOffset(seconds) {
      if (!movable) throw new Error('Only the sandbox can move its clock.');
      offset = Math.max(offset, Math.round(seconds));
      await db.sandboxClock.upsert({ where: { id: 1 }, create: { id: 1, offsetSeconds: offset }, update: { offsetSeconds: offset } });
    },
  };
}
