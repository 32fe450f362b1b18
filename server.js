/**
 * The one way to run the site.
 *   node server.js              starts it; builds first when the sources have changed
 *   node server.js --build      only builds
 *   node server.js --dev        with Vite's development server
 *   node server.js COMMAND …    runs a command of the application (migrate, seed)
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const serverBuild = path.join(root, 'build/server/index.js');
const stampFile = path.join(root, 'build/sources.sha256');
const SOURCES = ['app', 'emails', 'public', 'prisma/schema.prisma', 'remix.config.js', 'vite.config.ts', 'package-lock.json'];

function sourcesHash() {
  const hash = createHash('sha256');
  const add = (relative) => {
    const absolute = path.join(root, relative);
    if (!existsSync(absolute)) return;
    if (!statSync(absolute).isDirectory()) return hashFile(relative);
    for (const name of readdirSync(absolute).sort()) add(`${relative}/${name}`);
  };
  const hashFile = (relative) => hash.update(relative).update('\0').update(readFileSync(path.join(root, relative)));
  SOURCES.forEach(add);
  return hash.digest('hex');
}

function run(bin, args) {
  const result = spawnSync(process.execPath, [path.join(root, 'node_modules', bin), ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } });
  if (result.status !== 0) {
    console.error(`The build failed at ${path.basename(bin)}; nothing was started.`);
    process.exit(1);
  }
}

function buildIfChanged() {
  // A deployed copy without the development packages runs the build that it came with.
  if (existsSync(serverBuild) && !existsSync(path.join(root, 'node_modules/vite'))) return;
  const hash = sourcesHash();
  if (existsSync(serverBuild) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return;
  console.log('Building (only when the sources have changed) …');
  run('prisma/build/index.js', ['generate', '--no-hints']);
  run('@remix-run/dev/dist/cli.js', ['vite:build', '--logLevel', 'warn']);
  writeFileSync(stampFile, hash);
}

const [command] = process.argv.slice(2);
process.chdir(root);

if (command === '--dev') {
  process.env.NODE_ENV = 'development';
  run('prisma/build/index.js', ['generate', '--no-hints']);
  const { createServer } = await import('vite');
  const { createServer: createHttpServer } = await import('node:http');
  const server = createHttpServer();
  const vite = await createServer({ server: { middlewareMode: true, hmr: { server } } });
  const load = () => vite.ssrLoadModule('virtual:remix/server-build');
  const { entry } = await load();
  await entry.module.start({ build: load, server, middleware: vite.middlewares });
} else {
  process.env.NODE_ENV ??= 'production';
  buildIfChanged();
  if (command !== '--build') {
    const build = await import(pathToFileURL(serverBuild).href);
    if (command) await build.entry.module.runCommand(command, process.argv.slice(3));
    else await build.entry.module.start({ build });
  }
}
