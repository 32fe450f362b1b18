/** A throw-away PostgreSQL server from Debian's binaries, for tests and measurements. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = '/usr/lib/postgresql';

function binaries() {
  if (!existsSync(ROOT)) return null;
  const versions = readdirSync(ROOT).filter((version) => existsSync(path.join(ROOT, version, 'bin/initdb')));
  const newest = versions.sort((one, other) => Number(other) - Number(one))[0];
  return newest ? path.join(ROOT, newest, 'bin') : null;
}

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/**
 * @param {{ durable?: boolean }} [options] durable: commits reach the disk, as in production; else faster and only for tests
 * @returns its address and how to stop it, or null where PostgreSQL is not installed
 */
export async function startPostgres({ durable = false } = {}) {
  const bin = binaries();
  if (!bin) return null;
  const folder = mkdtempSync(path.join(tmpdir(), 'pg-'));
  // The server refuses to run as root, so root runs it as the user that Debian's package made for it.
  const root = process.getuid?.() === 0;
  const run = (command, args) => (root ? execFileSync('runuser', ['-u', 'postgres', '--', path.join(bin, command), ...args], { stdio: 'ignore', cwd: '/' }) : execFileSync(path.join(bin, command), args, { stdio: 'ignore' }));
  if (root) execFileSync('chown', ['postgres', folder]);
  else chmodSync(folder, 0o700);
  const data = path.join(folder, 'data');
  run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync']);
  const port = await freePort();
  const settings = [`-p ${port}`, '-c listen_addresses=127.0.0.1', `-k ${folder}`, '-c max_connections=300', ...(durable ? [] : ['-c fsync=off', '-c synchronous_commit=off', '-c full_page_writes=off'])];
  run('pg_ctl', ['-D', data, '-w', '-l', path.join(folder, 'log'), '-o', settings.join(' '), 'start']);
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    stop() {
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
