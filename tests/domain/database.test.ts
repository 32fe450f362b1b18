import { expect, test } from 'vitest';
import { applyMigrations } from '../../app/platform/db/migrate.server';
import { createDb } from '../../app/platform/db/client.server';
import { openTestPool } from '../support/database';

test('migrations apply once, and an edited one is refused', async () => {
  const { pool, close } = await openTestPool({ empty: true });
  expect(await applyMigrations(pool, 'prisma/migrations')).toContain('20261124000000_first');
  expect(await applyMigrations(pool, 'prisma/migrations')).toEqual([]);
  await pool.query(`UPDATE "_prisma_migrations" SET checksum = 'x'`);
  await expect(applyMigrations(pool, 'prisma/migrations')).rejects.toThrow('was edited');
  await close();
});

test('the ledger refuses an entry that does not balance and a change to one that does', async () => {
  const { pool, close } = await openTestPool();
  await applyMigrations(pool, 'prisma/migrations');
  const db = createDb(pool);
  const entry = { mode: 'sandbox' as const, kind: 'charge', occurredAt: new Date() };
  await expect(
    db.ledgerEntry.create({ data: { ...entry, source: 'txn_1', lines: { create: [{ line: 1, account: 'stripe', currency: 'usd', amount: 5 }] } } }),
  ).rejects.toThrow('not balanced');
  await expect(db.ledgerEntry.create({ data: { ...entry, source: 'txn_2' } })).rejects.toThrow('not balanced');
  await db.ledgerEntry.create({
    data: { ...entry, source: 'txn_3', lines: { create: [{ line: 1, account: 'stripe', currency: 'usd', amount: 5 }, { line: 2, account: 'giving', currency: 'usd', amount: -5 }] } },
  });
  await expect(db.ledgerLine.updateMany({ data: { amount: 6 } })).rejects.toThrow('append-only');
  expect(await db.ledgerEntry.count()).toBe(1);
  await db.$disconnect();
  await close();
});
