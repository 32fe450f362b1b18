/** When the largest thing on a page is painted, on slow 4G (1.6 Mbit/s, 150 ms round trip as DevTools emulates it: 562.5 ms) with a processor four times slower. */
import { createServer } from 'node:http';
import { chromium } from '@playwright/test';
import { findBrowser } from '../support/browser.mjs';
import { interleaved } from './load.mjs';

const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: (1.6 * 1024 * 1024 * 0.9) / 8, uploadThroughput: (750 * 1024 * 0.9) / 8 };

async function largestPaint(browser, url) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', SLOW_4G);
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(url, { waitUntil: 'networkidle' });
  const at = await page.evaluate(() => new Promise((resolve) => new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({ type: 'largest-contentful-paint', buffered: true })));
  await context.close();
  return at;
}

/** What a first visit costs: bytes over the wire, requests, bytes of script. */
async function firstVisit(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  const visit = { bytes: 0, requests: 0, script: 0 };
  const scripts = new Set();
  client.on('Network.responseReceived', ({ requestId, type }) => {
    visit.requests += 1;
    if (type === 'Script') scripts.add(requestId);
  });
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    visit.bytes += encodedDataLength;
    if (scripts.has(requestId)) visit.script += encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await context.close();
  return visit;
}

/** @param {string} site @param {string[]} paths */
export async function measurePages(site, paths) {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  try {
    const visits = [];
    for (const path of paths) visits.push({ path, ...(await firstVisit(browser, `${site}${path}`)) });
    const reader = await browser.newPage();
    await reader.goto(`${site}/`);
    const text = await reader.locator('main').innerText();
    await reader.close();
    const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Static</title><body>${text.split('\n').map((line) => `<p>${line.replaceAll('<', '&lt;')}</p>`).join('')}</body></html>`;
    const server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html));
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const paints = await interleaved({ site: () => largestPaint(browser, `${site}/`), file: () => largestPaint(browser, `http://127.0.0.1:${server.address().port}/`) });
    server.close();
    return { visits, paints };
  } finally {
    await browser.close();
  }
}
