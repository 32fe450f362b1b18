import { createHmac, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Db } from './db/client.server';

/** Points per window, in seconds. Wall time: the sandbox's clock does not lift them. */
const RULES = {
  'checkout.visitor.burst': { points: 5, duration: 600 },
  'checkout.visitor.day': { points: 20, duration: 86_400 },
  'checkout.address.day': { points: 5, duration: 86_400 },
  'sign-in.visitor': { points: 10, duration: 600 },
  'sign-in.address': { points: 5, duration: 3_600 },
} as const;
export type LimitRule = keyof typeof RULES;

export interface Limits {
  /** Takes one point of each; @returns seconds to wait when one of them is used up, else null. */
  take(uses: { rule: LimitRule; subject: string }[]): Promise<number | null>;
  /** A visitor's address as it may be kept: hashed with a salt that changes daily and is then destroyed. */
  visitor(address: string): Promise<string>;
}

export async function createLimits(pool: pg.Pool, db: Db): Promise<Limits> {
  const limiters = new Map(
    Object.entries(RULES).map(([rule, { points, duration }]) => [
      rule,
      new RateLimiterPostgres({ storeClient: pool, tableName: 'rate_limit', tableCreated: true, keyPrefix: rule, points, duration, clearExpiredByTimeout: false }),
    ]),
  );
  let today: { day: number; salt: Uint8Array } | undefined;
  return {
    async take(uses) {
      for (const { rule, subject } of uses) {
        try {
          await limiters.get(rule)?.consume(subject);
        } catch (rejection) {
          if (rejection instanceof RateLimiterRes) return Math.max(1, Math.ceil(rejection.msBeforeNext / 1000));
          throw rejection;
        }
      }
      return null;
    },
    async visitor(address) {
      const day = Math.floor(Date.now() / 86_400_000);
      if (today?.day !== day) {
        const date = new Date(day * 86_400_000);
        // Whoever comes first makes the salt; all processes then read the same one.
        await db.dailySalt.createMany({ data: [{ day: date, salt: new Uint8Array(randomBytes(32)) }], skipDuplicates: true });
        await db.dailySalt.deleteMany({ where: { day: { lt: date } } });
        today = { day, salt: (await db.dailySalt.findUniqueOrThrow({ where: { day: date } })).salt };
      }
      return createHmac('sha256', today.salt).update(address).digest('base64url').slice(0, 22);
    },
  };
}
