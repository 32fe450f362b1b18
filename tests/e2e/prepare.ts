import type { Page } from '@playwright/test';
import type { Known } from '../support/pages';
import { mailTo, signIn, sponsored } from './fixtures';

/** A donor with a sponsorship, signed in, and everything that the pages' addresses need. */
export async function prepare(page: Page): Promise<Known> {
  const { email, child } = await sponsored(page);
  await mailTo(email, /welcome/);
  await page.goto('/sign-in');
  await page.locator('#email').fill(email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  const signInLink = new URL(/http\S+\/sign-in\/\S+/.exec((await mailTo(email, /sign-in/)).text)?.[0] ?? '').pathname;
  await signIn(page, email, '/account/giving');
  await page.goto('/account');
  const sponsorshipId = ((await page.getByRole('link', { name: /See or change it/ }).first().getAttribute('href')) ?? '').split('/').pop() ?? '';
  const thanks = await page.request.get(`${process.env['E2E_STRIPE']}/v1/checkout/sessions?limit=100`, { headers: { authorization: 'Bearer sk_test_sandbox_000000' } });
  const { data } = (await thanks.json()) as { data: { client_reference_id: string; customer_details: { email: string } }[] };
  const attemptId = data.find(({ customer_details }) => customer_details?.email === email)?.client_reference_id ?? '';
  return { childToken: child.split('/').pop() ?? '', sponsorshipId, signInLink, attemptId };
}

export const inKorean = (path: string) => (path === '/' ? '/ko' : `/ko${path}`);
