import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { pino } from 'pino';
import { openEmbedded } from '../../app/platform/db/embedded.server';
import { applyMigrations } from '../../app/platform/db/migrate.server';
import { startJobs } from '../../app/platform/jobs/queue.server';

/** Where each test file's database is copied from: a migrated one, with the tables of the jobs. */
export const TEMPLATE_FILE = path.resolve('tests/output/template.tar');
export const TEMPLATE_DATABASE = 'site_template';

async function prepare(pool: pg.Pool) {
  await applyMigrations(pool, 'prisma/migrations');
  const jobs = await startJobs(pool, pino({ level: 'silent' }));
  await jobs.stop();
}

/** Made once per run, before the files: copying it takes a tenth of making it. */
export async function setup(): Promise<void> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) {
    let database: PGlite | undefined;
    const { pool, close } = await openEmbedded(undefined, undefined, (opened) => (database = opened));
    await prepare(pool);
    const dump = await database?.dumpDataDir('none');
    mkdirSync(path.dirname(TEMPLATE_FILE), { recursive: true });
    if (dump) writeFileSync(TEMPLATE_FILE, Buffer.from(await dump.arrayBuffer()));
    return close();
  }
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${TEMPLATE_DATABASE} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`);
  const url = new URL(server);
  url.pathname = `/${TEMPLATE_DATABASE}`;
  const pool = new pg.Pool({ connectionString: url.href, options: '-c TimeZone=UTC' });
  await prepare(pool);
  await pool.end();
  await admin.end();
}
