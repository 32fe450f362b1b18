import pg from 'pg';
import { openEmbedded } from './embedded.server';

export interface Connection {
  pool: pg.Pool;
  kind: 'embedded' | 'postgresql';
  close(): Promise<void>;
}

/** One `pg.Pool` for everything: the embedded database in `dataDir`, or PostgreSQL when a URL is given. */
export async function openConnection(settings: { databaseUrl?: string | undefined; dataDir: string }): Promise<Connection> {
  if (!settings.databaseUrl) {
    const embedded = await openEmbedded(settings.dataDir);
    return { ...embedded, kind: 'embedded' };
  }
  // adapter-pg drops a timestamptz's offset, so the session speaks UTC.
  const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: 16, options: '-c TimeZone=UTC' });
  return { pool, kind: 'postgresql', close: () => pool.end() };
}
