import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { NO_PAGE, PAGES, type PageSpec } from '../support/pages';
import { expect, test } from './fixtures';
import { inKorean, prepare } from './prepare';

const specs = Object.values(PAGES).flat();
test('the list of pages is the build’s list of routes', async () => {
  const manifest = readFileSync('build/server/index.js', 'utf8');
  const routes = [...new Set([...manifest.matchAll(/id: "((?:routes\/|root)[^"]*)"/g)].map(([, id]) => id ?? ''))];
  expect(routes.length).toBeGreaterThan(20);
  expect([...Object.keys(PAGES), ...NO_PAGE].sort()).toEqual(routes.sort());
});

async function check(page: Page, spec: PageSpec, path: string) {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(spec.status ?? 200);
  expect(await page.title(), path).toMatch(/.+ · Crossing Borders|^$/);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page });
    // The markup is the same in the dark; only what depends on colours is judged again.
    const { violations } = await (colorScheme === 'light' ? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']) : axe.withRules(['color-contrast', 'link-in-text-block'])).analyze();
    expect(violations.map(({ id, nodes }) => `${path} ${colorScheme} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${path} scrolls sideways`).toBe(0);
}

for (const language of ['English', 'Korean'] as const) {
  test(`axe finds nothing on any page in ${language}, light and dark, and none scrolls sideways at 320 px`, async ({ page }) => {
    test.setTimeout(600_000);
    const known = await prepare(page);
    await page.setViewportSize({ width: 320, height: 700 });
    const ordered = [...specs.filter(({ signedIn }) => signedIn), ...specs.filter(({ signedIn }) => !signedIn)];
    let out = false;
    for (const spec of ordered) {
      if (!spec.signedIn && !out) {
        // The sign-in pages are for who is not signed in; the browser that asked stays the same.
        await page.context().clearCookies({ name: '__Host-session' });
        out = true;
      }
      // A link that was asked for in this browser is shown there; in others it explains itself.
      const status = spec.name === 'sign-in-link' ? 403 : spec.status;
      const path = spec.path(known);
      await check(page, { ...spec, ...(status ? { status } : {}) }, language === 'Korean' ? inKorean(path) : path);
    }
  });
}

test('every answer has the headers that keep it safe, errors and machines’ answers included', async ({ request }) => {
  for (const path of ['/', '/give', '/children', '/nothing', '/account', '/assets/nothing.css', '/health/live', '/webhooks/stripe', '/children.data']) {
    const response = await request.get(path, { maxRedirects: 0 });
    const headers = response.headers();
    expect(headers['content-security-policy'], path).toContain("default-src 'none'; script-src 'none'");
    expect(headers['content-security-policy'], path).toMatch(/form-action 'self' http:\/\/127\.0\.0\.1:\d+;/);
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['referrer-policy'], path).toBe('same-origin');
    expect(headers['cross-origin-opener-policy'], path).toBe('same-origin');
    expect(headers['cross-origin-resource-policy'], path).toBe('same-origin');
    expect(headers['permissions-policy'], path).toContain('camera=()');
    expect(headers['x-powered-by'], path).toBeUndefined();
  }
});

test('pages about children are never stored, indexed or dated', async ({ page, request }) => {
  await page.goto('/children');
  const child = (await page.locator('main li a').first().getAttribute('href')) ?? '';
  for (const path of ['/children', child, `${child}/sponsor`, '/children/week/older', '/ko/children', '/children/nobody', '/children.data']) {
    const headers = (await request.get(path)).headers();
    expect(headers['cache-control'], path).toContain('no-store');
    expect(headers['x-robots-tag'], path).toBe('noindex, noarchive');
    expect(headers['last-modified'], path).toBeUndefined();
    expect(headers['etag'], path).toBeUndefined();
  }
  await page.goto(child);
  expect(await page.getByRole('main').innerText()).not.toMatch(/\b(19|20)\d\d\b/);
  expect(await page.title()).not.toContain((await page.getByRole('heading', { level: 1 }).innerText()));
});

test('a form of another site changes nothing', async ({ request }) => {
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1:4310' }, {}] as Record<string, string>[]) {
    const response = await request.post('/sign-out', { headers, form: {}, maxRedirects: 0 });
    expect(response.status()).toBe(403);
    expect(response.headers()['content-type']).toContain('application/problem+json');
  }
  expect((await request.post('/sandbox/clock', { headers: { origin: 'https://evil.example' }, data: { days: 1 } })).status()).toBe(403);
});

test('a public page ships no script, under 60 KB with fonts and in at most 8 requests', async ({ browser }) => {
  for (const path of ['/', '/story/refugees', '/give', '/ko']) {
    const page = await browser.newPage();
    const client = await page.context().newCDPSession(page);
    await client.send('Network.enable');
    let bytes = 0;
    const types: string[] = [];
    client.on('Network.responseReceived', ({ type }) => types.push(type));
    client.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(path, { waitUntil: 'networkidle' });
    expect(types, path).not.toContain('Script');
    expect(types.length, path).toBeLessThanOrEqual(8);
    expect(bytes, path).toBeLessThan(60_000);
    await page.close();
  }
});
