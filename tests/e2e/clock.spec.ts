import { expect, mailsTo, mailTo, signIn, sponsored, test } from './fixtures';

test('the sandbox’s clock moves the site and Stripe together, and the next charge comes with its receipt', async ({ page, baseURL }) => {
  const { email } = await sponsored(page);
  await mailTo(email, /welcome/);
  const moved = await page.request.post('/sandbox/clock', { headers: { origin: baseURL ?? '' }, data: { days: 32 } });
  expect(moved.status()).toBe(200);
  await expect.poll(async () => (await mailsTo(email)).filter(({ subject }) => /^Receipt/.test(subject)).length).toBe(2);
  await signIn(page, email, '/account/giving');
  await expect(page.locator('tbody tr')).toHaveCount(2);
  for (const data of [{}, { days: 0 }, { days: -3 }, { to: 'yesterday' }, { to: 5 }]) expect((await page.request.post('/sandbox/clock', { headers: { origin: baseURL ?? '' }, data })).status()).toBe(400);
  expect((await page.request.get('/sandbox/clock')).status()).toBe(404);
});
