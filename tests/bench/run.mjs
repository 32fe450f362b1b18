/**
 * `npm run bench`: speed and weight as ratios within one run, medians of five rounds that take turns, with the noise of the
 * rounds beside them, and the limits they must keep. `--only start|pages|cache|child|webhooks` measures one part.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { startSite } from '../support/site.mjs';
import { interleaved, median, noise, requestsPerSecond } from './load.mjs';
import { measurePages } from './paint.mjs';
import { measureWebhooks } from './webhooks.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
process.chdir(root);
const cache = path.join(root, '.cache/bench');
mkdirSync(cache, { recursive: true });
const results = [];

function report(name, value, limit, fits, detail) {
  results.push(fits);
  console.log(`${fits ? 'ok  ' : 'MISS'} ${name}: ${value} (must be ${limit})${detail ? `  ${detail}` : ''}`);
}
const perSecond = (rounds) => `${Math.round(median(rounds))}/s ±${noise(rounds)} %`;

const seconds = async (work) => {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
};

async function start() {
  rmSync('build', { recursive: true, force: true });
  const first = await startSite();
  const fresh = await seconds(async () => {
    await first.ready();
    await (await fetch(first.url)).text();
  });
  await first.stop();
  const restarts = [];
  for (let round = 0; round < 5; round++) {
    const again = await startSite({ DATA_DIR: first.dataDir, PORT: String(first.port) });
    restarts.push(await seconds(async () => {
      await again.ready();
      await (await fetch(again.url)).text();
    }));
    await again.stop();
  }
  first.remove();
  report('fresh checkout, start to first page', `${fresh.toFixed(1)} s`, 'under 60 s', fresh < 60, 'builds, makes the database and the children');
  report('restart to first page', `${median(restarts).toFixed(2)} s`, 'under 3 s', median(restarts) < 3, `±${noise(restarts)} %`);
}

async function pages(site) {
  const { visits, paints } = await measurePages(site.url, ['/', '/story/refugees', '/impact', '/give', '/ko', '/ko/story/orphan-care']);
  for (const { path: page, bytes, requests, script } of visits) report(`first visit of ${page}`, `${(bytes / 1000).toFixed(1)} KB, ${requests} requests, ${script} B of script`, 'under 60 KB, at most 8, 0', bytes < 60_000 && requests <= 8 && script === 0);
  const ratio = median(paints.site) / median(paints.file);
  report('largest paint on slow 4G, processor 4x slower, beside a static file', ratio.toFixed(2), 'at most 1.30', ratio <= 1.3, `${Math.round(median(paints.site))} ms ±${noise(paints.site)} % against ${Math.round(median(paints.file))} ms ±${noise(paints.file)} %`);
}

/** A process that says "ready", and how to end it. */
async function helper(args) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } });
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('exit', () => reject(new Error(`${args[0]} ended.`)));
  });
  return () => child.kill('SIGKILL');
}

async function cachedPage(site) {
  const answer = await fetch(`${site.url}/`, { headers: { 'accept-encoding': 'identity' } });
  const kept = Object.fromEntries([...answer.headers].filter(([name]) => !['date', 'connection', 'keep-alive', 'transfer-encoding'].includes(name)));
  writeFileSync(path.join(cache, 'page.html'), Buffer.from(await answer.arrayBuffer()));
  writeFileSync(path.join(cache, 'headers.json'), JSON.stringify(kept));
  const port = site.port + 5;
  const stop = await helper(['tests/bench/bare-express.mjs', path.join(cache, 'page.html'), path.join(cache, 'headers.json'), String(port)]);
  try {
    const { ours, bare } = await interleaved({ ours: () => requestsPerSecond(`${site.url}/`), bare: () => requestsPerSecond(`http://127.0.0.1:${port}/`) });
    const ratio = median(ours) / median(bare);
    report('a cached public page beside bare Express sending the same bytes', ratio.toFixed(2), 'at least 1.00', ratio >= 1, `${perSecond(ours)} against ${perSecond(bare)}`);
  } finally {
    stop();
  }
}

async function childPage() {
  // Both on the embedded database, each with a folder of its own and the same children.
  const site = await startSite();
  await site.ready();
  const list = await (await fetch(`${site.url}/children`)).text();
  const token = /\/children\/([\w-]{22})"/.exec(list)?.[1];
  const other = await startSite();
  await other.ready();
  await other.stop();
  execFileSync(process.execPath, ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build', '--config', 'tests/bench/bare-remix/vite.config.ts', '--logLevel', 'error'], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } });
  const bundle = path.join(cache, 'bare-remix.mjs');
  await build({ entryPoints: ['tests/bench/bare-remix/server.ts'], bundle: true, platform: 'node', format: 'esm', packages: 'external', outfile: bundle, logLevel: 'error', banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" } });
  const port = site.port + 5;
  const stop = await helper([bundle, other.dataDir, String(port), path.resolve('.cache/bare-remix/server/index.js')]);
  try {
    const { ours, bare } = await interleaved({ ours: () => requestsPerSecond(`${site.url}/children/${token}`), bare: () => requestsPerSecond(`http://127.0.0.1:${port}/`) });
    const ratio = median(ours) / median(bare);
    report('a child page, never cached, beside a bare Remix route with one query', ratio.toFixed(2), 'at least 0.70', ratio >= 0.7, `${perSecond(ours)} against ${perSecond(bare)}`);
  } finally {
    stop();
    await site.stop();
    site.remove();
    other.remove();
  }
}

async function webhooks() {
  const rounds = await measureWebhooks();
  if (!rounds) return report('webhooks stored and acknowledged', 'not measured', 'at least 0.40', false, 'PostgreSQL is not installed');
  const ratio = median(rounds.webhooks) / median(rounds.commits);
  report('webhooks stored and acknowledged, 8 at a time, beside single-row commits', ratio.toFixed(2), 'at least 0.40', ratio >= 0.4, `${perSecond(rounds.webhooks)} against ${perSecond(rounds.commits)}`);
}

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const wants = (name) => !only || only === name;
console.log(`${os.cpus().length} processors (${os.cpus()[0]?.model}), Node ${process.version}\n`);
if (wants('start')) await start();
if (wants('pages') || wants('cache')) {
  const site = await startSite();
  await site.ready();
  if (wants('pages')) await pages(site);
  if (wants('cache')) await cachedPage(site);
  await site.stop();
  site.remove();
}
if (wants('child')) await childPage();
if (wants('webhooks')) await webhooks();
process.exit(results.every(Boolean) ? 0 : 1);
