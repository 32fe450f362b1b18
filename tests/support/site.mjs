import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Three free ports in a row: the site's and its stand-ins'. */
async function freePorts() {
  const free = (port) =>
    new Promise((resolve) => {
      const probe = createServer().once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    if ((await free(port)) && (await free(port + 1)) && (await free(port + 2))) return port;
  }
}

/**
 * The real server as its own process, as `npm start` runs it.
 * @param {Record<string, string>} [env]
 */
export async function startSite(env = {}) {
  const port = Number(env.PORT ?? (await freePorts()));
  const dataDir = env.DATA_DIR ?? mkdtempSync(path.join(tmpdir(), 'site-'));
  const child = spawn(process.execPath, [...(env.NODE_ARGS?.split(' ') ?? []), 'server.js'], { env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...env, PORT: String(port), DATA_DIR: dataDir }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const exited = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  const url = `http://127.0.0.1:${port}`;
  const ready = async () => {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`The site did not start:\n${output}`);
      const up = await fetch(`${url}/health/ready`).then(({ ok }) => ok, () => false);
      if (up) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
  return {
    url,
    port,
    dataDir,
    stripe: `http://127.0.0.1:${port + 1}`,
    outbox: `http://127.0.0.1:${port + 2}`,
    child,
    exited,
    ready,
    output: () => output,
    secrets: () => JSON.parse(readFileSync(path.join(dataDir, 'sandbox-secrets.json'), 'utf8')),
    /** Ends it as an operator does. @returns its exit code */
    async stop() {
      child.kill('SIGTERM');
      return exited;
    },
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}
