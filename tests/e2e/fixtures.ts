import { randomInt, randomUUID } from 'node:crypto';
import { test as base, expect, type Page } from '@playwright/test';

export { expect };

interface Mail {
  to: string[];
  subject: string;
  text: string;
  html: string;
}

/** Every test comes from an address of its own, so that the limits stay on; what a page complains of on its console fails it. */
export const test = base.extend<{ visitor: string; watched: void }>({
  visitor: async ({ browserName }, use) => use(browserName && `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`),
  extraHTTPHeaders: async ({ visitor }, use) => use({ 'x-forwarded-for': visitor }),
  watched: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      const documents = new Set<string>();
      page.on('response', (response) => {
        if (response.request().isNavigationRequest() && response.status() < 500) documents.add(response.url());
      });
      page.on('console', (message) => {
        // Chromium reports a page that answers 400 (a form kept with its problems) like a missing picture.
        const expected = message.text().startsWith('Failed to load resource') && documents.has(message.location().url);
        if (message.type() === 'error' && !expected) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await use();
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export const someone = (name = 'donor') => `${name}-${randomUUID().slice(0, 8)}@example.com`;

async function mails(): Promise<Mail[]> {
  return (await fetch(`${process.env['E2E_OUTBOX']}/outbox.json`)).json() as Promise<Mail[]>;
}

/** The newest mail to an address whose subject fits; waits until it is there. */
export async function mailTo(address: string, subject: RegExp): Promise<Mail> {
  let found: Mail | undefined;
  await expect
    .poll(
      async () => {
        found = (await mails()).find(({ to, subject: given }) => to.includes(address) && subject.test(given));
        return found !== undefined;
      },
      { timeout: 20_000, message: `a mail to ${address}: ${subject}` },
    )
    .toBe(true);
  return found as Mail;
}

export const mailsTo = async (address: string) => (await mails()).filter(({ to }) => to.includes(address));

/** Who gives, typed as a person types (a form sent faster than it can be read is refused), and on to the payment page. */
export async function goToPay(page: Page, email: string, { name = 'Dana Donor', pay = /^Pay / } = {}) {
  await page.locator('#email').clear();
  await page.locator('#email').pressSequentially(email, { delay: 80 });
  await page.locator('#name').fill(name);
  await page.getByRole('button', { name: pay }).click();
  await expect(page).toHaveURL(/\/c\/pay\//);
}

/** Fills the hosted payment page as a person does. */
export async function payWithCard(page: Page, card = '4242 4242 4242 4242') {
  await page.getByLabel('Card number').fill(card);
  await page.getByLabel('Expires').fill('12 / 34');
  await page.getByLabel('CVC').fill('123');
  await page.getByLabel('Name on the card').fill('Dana Donor');
  await page.getByRole('button').first().click();
}

/** Asks for a sign-in mail and follows its link, in English. */
export async function signIn(page: Page, email: string, path = '/account') {
  await page.goto(path);
  await page.locator('#email').fill(email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  const { text } = await mailTo(email, /sign-in/);
  await page.goto(/http\S+\/sign-in\/\S+/.exec(text)?.[0] ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function freeChild(page: Page): Promise<string> {
  // Each test takes a child from a page of its own, so that they don't fill each other's.
  await page.goto(`/children?page=${randomInt(1, 14)}`);
  const links = page.locator('main li a');
  return (await links.nth(randomInt(await links.count())).getAttribute('href')) ?? '';
}

/** A sponsorship, paid for, without looking on the way. @returns the address that gave */
export async function sponsored(page: Page, email = someone()): Promise<{ email: string; child: string }> {
  const child = await freeChild(page);
  await page.goto(`${child}/sponsor?frequency=month&currency=usd&places=1`);
  await goToPay(page, email);
  await payWithCard(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you');
  return { email, child };
}
