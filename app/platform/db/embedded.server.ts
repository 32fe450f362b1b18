/**
 * PGlite behind an ordinary `pg.Pool`: the client's socket is an in-process stream that hands wire messages to the
 * embedded database. PGlite has one session, so the pool has one connection and everything above behaves as on PostgreSQL.
 */
import { createServer, connect as connectSocket, type Server } from 'node:net';
import { existsSync, mkdirSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { Duplex } from 'node:stream';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

class EmbeddedSocket extends Duplex {
  constructor(private readonly database: PGlite) {
    super();
  }
  connect() {
    queueMicrotask(() => this.emit('connect'));
    return this;
  }
  setNoDelay() {
    return this;
  }
  setKeepAlive() {
    return this;
  }
  ref() {
    return this;
  }
  unref() {
    return this;
  }
  override _read() {}
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void) {
    this.hand(chunk).then(() => done(), done);
  }
  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void) {
    this.hand(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done);
  }
  override _final(done: () => void) {
    this.push(null);
    done();
  }
  private async hand(message: Buffer) {
    const answer = await this.database.runExclusive(() => this.database.execProtocolRaw(new Uint8Array(message)));
    if (answer.length > 0) this.push(Buffer.from(answer));
  }
}

/**
 * Two processes on one PGlite folder destroy it silently, so the owner listens on a socket beside it;
 * a socket that nobody answers is a leftover of a killed process.
 */
async function ownFolder(folder: string): Promise<Server> {
  mkdirSync(folder, { recursive: true });
  // A relative path: socket paths end at about 107 bytes.
  const socket = path.relative(process.cwd(), path.join(folder, 'owner.sock'));
  if (existsSync(socket)) {
    const taken = await new Promise<boolean>((resolve) => {
      const probe = connectSocket(socket, () => {
        probe.destroy();
        resolve(true);
      }).on('error', () => resolve(false));
    });
    if (taken) throw new Error(`Another process is using the embedded database in ${folder}. Stop it, or set DATA_DIR or DATABASE_URL.`);
    unlinkSync(socket);
  }
  return new Promise((resolve, reject) => {
    const server = createServer((peer) => peer.destroy())
      .on('error', reject)
      .listen(socket, () => resolve(server.unref()));
  });
}

export interface EmbeddedDatabase {
  pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * Opens the embedded database in `folder`, or in memory when none is given.
 * @param opened gets the database itself, to dump it
 * @throws when another process owns the folder.
 */
export async function openEmbedded(folder?: string, loadDataDir?: Blob, opened?: (database: PGlite) => void): Promise<EmbeddedDatabase> {
  const owner = folder ? await ownFolder(folder) : undefined;
  const database = await PGlite.create({
    ...(folder ? { dataDir: path.join(folder, 'pglite') } : {}),
    ...(loadDataDir ? { loadDataDir } : {}),
  });
  opened?.(database);
  const pool = new pg.Pool({
    max: 1,
    user: 'postgres',
    database: 'postgres',
    idleTimeoutMillis: 0,
    stream: () => new EmbeddedSocket(database),
    options: '-c TimeZone=UTC',
  });
  return {
    pool,
    async close() {
      await pool.end();
      await database.close();
      owner?.close();
    },
  };
}
