import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openEmbedded } from '../../app/platform/db/embedded.server';

export interface TestPool {
  pool: pg.Pool;
  url?: string;
  close(): Promise<void>;
}

/**
 * An empty database: a new one on the PostgreSQL server of TEST_DATABASE_URL when the suite runs there,
 * else PGlite in memory.
 */
export async function openTestPool(server = process.env['TEST_DATABASE_URL']): Promise<TestPool> {
  if (!server) return openEmbedded();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 8, options: '-c TimeZone=UTC' });
  return {
    pool,
    url: url.href,
    async close() {
      await pool.end();
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}
