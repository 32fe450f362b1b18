import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { Prisma, PrismaClient } from '../../../prisma/client/client';

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;

const inside = new AsyncLocalStorage<true>();

/** True while the caller is in a transaction: the payment and mail ports refuse to run there. */
export function insideTransaction(): boolean {
  return inside.getStore() === true;
}

export function createDb(pool: pg.Pool): Db {
  return new PrismaClient({ adapter: new PrismaPg(pool) });
}

/**
 * Runs `work` in one transaction. Serialization failures and deadlocks are tried again (three times),
 * so `work` must have no effect outside the database: no network, renderer or mail.
 */
export async function transact<T>(db: Db, work: (tx: Tx) => Promise<T>, isolationLevel?: Prisma.TransactionIsolationLevel): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inside.run(true, () => db.$transaction(work, { maxWait: 10_000, timeout: 20_000, ...(isolationLevel ? { isolationLevel } : {}) }));
    } catch (error) {
      const conflict = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034';
      if (!conflict || attempt === 4) throw error;
    }
  }
}

/** The unique index that a write ran into, or null when `error` is something else. */
export function violatedUnique(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') return null;
  const cause = (error.meta as { driverAdapterError?: { cause?: { constraint?: { index?: string; fields?: string[] } } } } | undefined)?.driverAdapterError?.cause;
  return cause?.constraint?.index ?? cause?.constraint?.fields?.join(',') ?? 'unknown';
}
