import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { openEmbedded } from '../../app/platform/db/embedded.server';
import { TEMPLATE_DATABASE, TEMPLATE_FILE } from './template';

export interface TestPool {
  pool: pg.Pool;
  /** Set on PostgreSQL only. */
  url?: string;
  close(): Promise<void>;
}

/**
 * A database of its own, dropped afterwards: on the PostgreSQL server that TEST_DATABASE_URL names, else PGlite in memory.
 * @param empty without the migrations; by default a copy of the run's template
 */
export async function openTestPool({ empty = false } = {}): Promise<TestPool> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) return openEmbedded(undefined, empty ? undefined : new Blob([readFileSync(TEMPLATE_FILE)]));
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}${empty ? '' : ` TEMPLATE ${TEMPLATE_DATABASE}`}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 8, options: '-c TimeZone=UTC' });
  return {
    pool,
    url: url.href,
    async close() {
      await pool.end();
      // The server notices ended connections a moment later; forcing it would end them with an error.
      for (let tries = 0; tries < 50 && !(await admin.query(`DROP DATABASE ${name}`).then(() => true, () => false)); tries++) await new Promise((resolve) => setTimeout(resolve, 20));
      await admin.end();
    },
  };
}
