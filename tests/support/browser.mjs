import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

function playwrightsOwn() {
  try {
    const own = require('@playwright/test').chromium.executablePath();
    return existsSync(own) ? own : null;
  } catch {
    return null;
  }
}

/**
 * A Chromium to test with: the one BROWSER_PATH names, the system's, Playwright's own; else one is installed
 * (Debian's package as root, Playwright's otherwise).
 * @returns {string} its path
 */
export function findBrowser() {
  const known = [process.env.BROWSER_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => file && existsSync(file)) ?? playwrightsOwn();
  if (known) return known;
  console.log('No browser was found; installing one …');
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
  }
  execFileSync(process.execPath, [path.resolve('node_modules/@playwright/test/cli.js'), 'install', 'chromium'], { stdio: 'inherit' });
  const own = playwrightsOwn();
  if (!own) throw new Error('There is no browser, and none could be installed. Set BROWSER_PATH to a Chromium.');
  return own;
}
