import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { findBrowser } from '../support/browser.mjs';

// The stand-ins take the two ports after it.
const PORT = Number(process.env['E2E_PORT'] ?? 4310);
const ALONE = ['stripe-down.spec.ts', 'clock.spec.ts', 'process.spec.ts'];
const baseURL = `http://127.0.0.1:${PORT}`;
process.env['E2E_OUTBOX'] = `http://127.0.0.1:${PORT + 2}`;
process.env['E2E_STRIPE'] = `http://127.0.0.1:${PORT + 1}`;

export default defineConfig({
  testDir: '.',
  outputDir: '../output/e2e',
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: [['dot'], ['json']],
  use: {
    ...devices['Desktop Chrome'],
    baseURL,
    video: 'off',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] },
  },
  projects: [
    { name: 'script', testMatch: 'main-job.spec.ts' },
    { name: 'no-script', testMatch: 'main-job.spec.ts', use: { javaScriptEnabled: false } },
    { name: 'phone', testMatch: 'main-job.spec.ts', use: { ...devices['Desktop Chrome'], viewport: { width: 360, height: 740 }, javaScriptEnabled: false, locale: 'ko-KR' } },
    { name: 'pages', testIgnore: ['main-job.spec.ts', 'shots.spec.ts', ...ALONE] },
    // A stand-in that fails, or a clock that moves, would move the others too.
    { name: 'alone', testMatch: ALONE, dependencies: ['script', 'no-script', 'phone', 'pages'] },
    ...(process.env['SHOTS'] ? [{ name: 'shots', testMatch: 'shots.spec.ts' }] : []),
  ],
  webServer: {
    command: 'node server.js',
    cwd: path.resolve('.'),
    url: `${baseURL}/health/ready`,
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    env: { PORT: String(PORT), DATA_DIR: mkdtempSync(path.join(tmpdir(), 'e2e-')), LOG_LEVEL: 'warn', NODE_ENV: 'production' },
  },
});
