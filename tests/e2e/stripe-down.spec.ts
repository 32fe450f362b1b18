import { REVIEW } from '../support/pages';
import { expect, payWithCard, someone, test } from './fixtures';

// Faults are the whole stand-in's: these wait for nobody else's requests by their own paths, one after the other.
test.describe.configure({ mode: 'serial' });

const arm = (request: { post: (url: string, options: object) => Promise<unknown> }, fault: object) =>
  request.post(`${process.env['E2E_STRIPE']}/_emulator/faults`, { headers: { authorization: 'Bearer sk_test_sandbox_000000' }, data: fault });

test('Stripe down is a clear sentence, what was typed is kept, and the same button goes on', async ({ page, request }) => {
  const email = someone('down');
  await page.goto(`/give/review?${REVIEW}`);
  const attempt = await page.locator('input[name=attempt]').getAttribute('value');
  await page.locator('#email').fill(email);
  await page.locator('#name').fill('Dana');
  await arm(request, { method: 'POST', path: '/v1/customers', status: 500, times: 50 });
  await expect(async () => {
    await page.getByRole('button', { name: /^Pay/ }).click();
    await expect(page.getByRole('alert')).toContainText('can’t be reached right now', { timeout: 100 });
  }).toPass({ timeout: 30_000 });
  await expect(page.locator('#email')).toHaveValue(email);
  await expect(page.locator('input[name=attempt]')).toHaveAttribute('value', attempt ?? '');
  await arm(request, { method: 'POST', path: '/v1/customers', status: 500, times: 0 });
  await page.getByRole('button', { name: /^Pay/ }).click();
  await payWithCard(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you');
});
