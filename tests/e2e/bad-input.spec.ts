import { REVIEW } from '../support/pages';
import { expect, freeChild, goToPay, mailsTo, mailTo, payWithCard, signIn, someone, sponsored, test } from './fixtures';

const STRIPE = { authorization: 'Bearer sk_test_sandbox_000000' };
const sessionCount = async (request: { get: (url: string, options: object) => Promise<{ json(): Promise<unknown> }> }, attempt: string) =>
  ((await (await request.get(`${process.env['E2E_STRIPE']}/v1/checkout/sessions?limit=100`, { headers: STRIPE })).json()) as { data: { client_reference_id: string }[] }).data.filter((one) => one.client_reference_id === attempt).length;

for (const [typed, currency, sentence] of [
  ['0', 'usd', 'The smallest gift'],
  ['-5', 'usd', 'The smallest gift'],
  ['0.50', 'usd', 'The smallest gift'],
  ['1000000000', 'usd', 'Online gifts go up to'],
  ['1e9', 'usd', 'as a number'],
  ['10.001', 'usd', 'decimals at most'],
  ['NaN', 'usd', 'as a number'],
  ['', 'usd', 'choose or type an amount'],
  ['10000.50', 'krw', 'no smaller unit'],
] as const) {
  test(`an amount of “${typed}” ${currency} is answered 400 with one sentence, and the form is kept`, async ({ page }) => {
    await page.goto(`/give?currency=${currency}`);
    await page.getByLabel('Every month').check();
    await page.getByLabel(/Another amount/).fill(typed);
    const query = new URLSearchParams({ frequency: 'month', preset: typed === '' ? '' : '2000', amount: typed, currency, fund: 'orphan-care' });
    const response = await page.goto(`/give/review?${query}`);
    expect(response?.status()).toBe(400);
    await expect(page.getByRole('alert').getByRole('listitem')).toHaveCount(1);
    await expect(page.getByRole('alert')).toContainText(sentence);
    await expect(page.getByLabel(/Another amount/)).toHaveValue(typed);
    await expect(page.getByLabel('Every month')).toBeChecked();
    await expect(page.getByLabel('Care for children')).toBeChecked();
    await expect(page.locator('#currency')).toHaveValue(currency);
  });
}

test('a wrong address keeps the form, and nothing reaches Stripe', async ({ page }) => {
  await page.goto(`/give/review?${REVIEW}`);
  await page.evaluate(() => document.querySelector('form[method=post]')?.setAttribute('novalidate', ''));
  const attempt = await page.locator('input[name=attempt]').getAttribute('value');
  await page.locator('#email').fill('dana@nowhere');
  await page.locator('#name').fill('Dana');
  await page.getByRole('button', { name: /^Pay/ }).click();
  await expect(page.getByRole('alert')).toContainText('e-mail address');
  await expect(page.locator('#email')).toHaveValue('dana@nowhere');
  await expect(page.locator('#name')).toHaveValue('Dana');
  expect(await sessionCount(page.request, attempt ?? '')).toBe(0);
});

test('a double press, the back button and a reload are one session, one payment and one receipt', async ({ page }) => {
  const email = someone('double');
  await page.goto(`/give/review?${REVIEW.replace('month', 'once')}`);
  const attempt = (await page.locator('input[name=attempt]').getAttribute('value')) ?? '';
  await goToPay(page, email);
  const first = page.url();
  await page.goBack();
  await goToPay(page, email);
  expect(page.url()).toBe(first);
  await payWithCard(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you');
  await page.reload();
  await page.goBack();
  await page.goto(`/give/thanks?attempt=${attempt}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you');
  await mailTo(email, /^Receipt/);
  expect(await sessionCount(page.request, attempt)).toBe(1);
  expect(await mailsTo(email)).toHaveLength(1);
});

test('a form sent faster than it can be read is refused once, and the same press then works', async ({ page }) => {
  await page.goto(`/give/review?${REVIEW}`);
  await page.locator('#email').fill(someone());
  await page.getByRole('button', { name: /^Pay/ }).click();
  await expect(page.getByRole('alert')).toContainText('faster than the form can be read');
  await expect(async () => {
    await page.getByRole('button', { name: /^Pay/ }).click();
    await expect(page).toHaveURL(/\/c\/pay\//, { timeout: 200 });
  }).toPass({ timeout: 20_000 });
});

test('leaving the payment page charges nothing and leads back to it', async ({ page }) => {
  await page.goto(`/give/review?${REVIEW}`);
  await goToPay(page, someone());
  await page.getByRole('link', { name: /Back/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing was charged');
  await page.getByRole('link', { name: 'Go on to pay' }).click();
  await expect(page.locator('.amount')).toBeVisible();
});

test('a full child is a kind page that offers another child or shared care', async ({ page, browser }) => {
  const child = await freeChild(page);
  await page.goto(`${child}/sponsor?frequency=month&currency=usd&places=4`);
  await goToPay(page, someone());
  const other = await browser.newPage({ extraHTTPHeaders: { 'x-forwarded-for': '10.9.9.9' } });
  await other.goto(`${child}/sponsor`);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('This child’s care is fully paid for');
  await expect(other.getByRole('link', { name: 'Give to shared care' })).toBeVisible();
  await other.goto(child);
  await expect(other.getByText('All places for this child are taken')).toBeVisible();
  await other.close();
});

test('a child who isn’t shown, or never was, is a kind page with other ways to help', async ({ page }) => {
  expect((await page.goto('/children/AAAAAAAAAAAAAAAAAAAAAA/sponsor?frequency=month&currency=usd&places=1'))?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This child can’t be sponsored right now');
  await expect(page.getByRole('link', { name: 'See who is waiting' })).toBeVisible();
  await page.getByRole('link', { name: 'Give to shared care' }).click();
  await expect(page.getByLabel('Care for children')).toBeChecked();
  await expect(page.getByLabel('Every month')).toBeChecked();
});

test('unknown addresses and somebody else’s things are a page that says so', async ({ page, request }) => {
  for (const path of ['/nothing', '/story/nothing', '/children/week/babies', '/children/AAAAAAAAAAAAAAAAAAAAAA', '/children?page=99', '/children?page=abc', '/en/give', '/fr', '/ko/ko']) expect((await request.get(path)).status(), path).toBe(404);
  const { email } = await sponsored(page);
  await signIn(page, email);
  await page.goto('/account');
  const own = (await page.getByRole('link', { name: /See or change it/ }).first().getAttribute('href')) ?? '';
  const stranger = await page.context().browser()?.newPage({ extraHTTPHeaders: { 'x-forwarded-for': '10.8.8.8' } });
  if (!stranger) throw new Error('no browser');
  const { email: others } = await sponsored(stranger);
  await signIn(stranger, others);
  for (const path of [own, '/account/sponsorships/00000000-0000-4000-8000-000000000000', '/account/sponsorships/x']) expect((await stranger.goto(path))?.status(), path).toBe(404);
  await stranger.close();
});

test('somebody else’s session on the thank-you page gives thanks and no personal data', async ({ page, browser }) => {
  const email = someone('private');
  await page.goto(`/give/review?${REVIEW}`);
  await goToPay(page, email, { name: 'Very Private' });
  await payWithCard(page);
  const thanks = page.url();
  const stranger = await browser.newPage();
  await stranger.goto(thanks);
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Thank you');
  expect(await stranger.content()).not.toMatch(new RegExp(`${email}|Very Private`));
  expect((await stranger.goto('/give/thanks?session=cs_test_doesnotexist123'))?.status()).toBe(200);
  await stranger.close();
});

test('a sign-in link opens nothing in another browser, twice, or when it is wrong', async ({ page, browser }) => {
  const { email } = await sponsored(page);
  await page.goto('/sign-in');
  await page.locator('#email').fill(email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  const link = /http\S+\/sign-in\/\S+/.exec((await mailTo(email, /sign-in/)).text)?.[0] ?? '';
  const other = await browser.newPage();
  expect((await other.goto(link))?.status()).toBe(403);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Go back to where you asked');
  expect((await other.goto('/sign-in/wrong'))?.status()).toBe(400);
  await other.goto('/account');
  await expect(other).toHaveURL(/\/sign-in/);
  await other.close();
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/account$/);
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link has been used');
});

test('the code from the mail signs in, in the browser that asked', async ({ page }) => {
  const { email } = await sponsored(page);
  await page.goto('/account/giving');
  await page.locator('#email').fill(email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.locator('#code').fill('AAAA-AAAA');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.locator('#code-problem')).toContainText('not the code');
  const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec((await mailTo(email, /sign-in/)).text)?.[0] ?? '';
  await page.locator('#code').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/account\/giving$/);
});

test('an unknown address is answered like a known one, and gets no mail', async ({ page }) => {
  const unknown = someone('unknown');
  await page.goto('/sign-in');
  await page.locator('#email').fill(unknown);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your mail');
  await expect(page.locator('#code')).toBeVisible();
  expect(await mailsTo(unknown)).toHaveLength(0);
});

test('too many tries are told how long to wait, and keep what was typed', async ({ page }) => {
  const email = someone('often');
  for (let tries = 0; tries < 5; tries++) {
    await page.goto('/sign-in');
    await page.locator('#email').fill(email);
    await page.getByRole('button', { name: 'Send me the link' }).click();
  }
  await page.goto('/sign-in');
  await page.locator('#email').fill(email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await expect(page.locator('#email-problem')).toContainText('Please try again in');
  await expect(page.locator('#email')).toHaveValue(email);
});

test('oversize forms and bodies without a length are refused before they are read', async ({ request, baseURL }) => {
  const headers = { origin: baseURL ?? '' };
  expect((await request.post('/sign-in', { headers, form: { email: 'x'.repeat(70_000) } })).status()).toBe(413);
});
