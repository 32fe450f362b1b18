import { expect, goToPay, mailsTo, mailTo, payWithCard, someone, test } from './fixtures';

test('from the home page to an ended sponsorship', async ({ page }) => {
  const email = someone('dana');
  await page.goto('/');
  await page.getByRole('link', { name: 'Sponsor a child' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Children');
  await page.getByRole('navigation', { name: 'Age group' }).getByRole('link', { name: /Middle/ }).click();
  await page.locator('main li a').first().click();
  const name = await page.getByRole('heading', { level: 1 }).innerText();
  await page.getByRole('link', { name: `Sponsor ${name}` }).click();
  await page.getByRole('button', { name: 'Look it over' }).click();
  await expect(page.getByText('Charged today')).toBeVisible();
  await expect(page.locator('dl')).toContainText('until you stop it');
  await goToPay(page, email);
  await expect(page.locator('.amount')).toContainText('38.00');
  await payWithCard(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you');
  await expect(page.locator('dl')).toContainText('USD 38.00');

  const receipt = await mailTo(email, /^Receipt/);
  await mailTo(email, /welcome/);
  expect(receipt.text).toContain('USD 38.00');
  for (const mail of await mailsTo(email)) expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(new RegExp(`\\b${name}\\b`));

  // The receipt's link asks for a sign-in and leads back to the sponsorship.
  const manage = /http\S+\/account\/sponsorships\/\S+/.exec(receipt.text)?.[0] ?? '';
  await page.goto(manage);
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your mail');
  const link = /http\S+\/sign-in\/\S+/.exec((await mailTo(email, /sign-in/)).text)?.[0] ?? '';
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(manage);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Sponsorship of ${name}`);

  await page.getByLabel('Two months').check();
  await page.getByRole('button', { name: 'Pause it' }).click();
  await expect(page.getByRole('alert')).toContainText('It is paused until');
  await page.getByRole('button', { name: 'End the pause' }).click();
  await expect(page.getByRole('alert')).toContainText('It goes on');
  await page.getByLabel(/New monthly amount/).fill('12');
  await page.getByRole('button', { name: 'Change it' }).click();
  await expect(page.getByRole('alert')).toContainText('USD 38.00');
  await expect(page.getByLabel(/New monthly amount/)).toHaveValue('12');
  await page.getByLabel(/New monthly amount/).fill('50');
  await page.getByRole('button', { name: 'Change it' }).click();
  await expect(page.getByRole('alert')).toContainText('The amount is now USD 50.00');
  await page.getByLabel(/^Today/).check();
  await page.getByRole('button', { name: 'End it' }).click();
  await expect(page.getByRole('alert')).toContainText('It has ended');
  for (const subject of [/paused/, /goes on/, /new amount/, /has ended/]) await mailTo(email, subject);

  await page.getByRole('link', { name: 'Giving history' }).click();
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await expect(page.locator('tbody tr')).toContainText('USD 38.00');
  await page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('a gift once, with the fee covered and a declined card in between', async ({ page }) => {
  const email = someone('once');
  await page.goto('/give');
  await page.getByLabel('Once').check();
  await page.getByLabel(/Another amount/).fill('25');
  await page.getByLabel(/cover the card fee/).check();
  await page.getByRole('button', { name: 'Look it over' }).click();
  await expect(page.locator('dl')).toContainText('USD 1.06');
  await expect(page.locator('dl')).toContainText('USD 26.06');
  await expect(page.locator('dl')).toContainText('This gift happens once');
  await goToPay(page, email);
  await payWithCard(page, '4000 0000 0000 0002');
  await expect(page.getByRole('alert')).toContainText('declined');
  await payWithCard(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you');
  await page.reload();
  await expect(page.locator('dl')).toContainText('USD 26.06');
  await mailTo(email, /^Receipt/);
  expect(await mailsTo(email)).toHaveLength(1);
});

test('the main job in Korean', async ({ page }) => {
  const email = someone('ko');
  await page.goto('/');
  await page.getByRole('link', { name: '한국어로 읽기' }).click();
  await page.getByRole('link', { name: '아이 후원하기' }).first().click();
  await page.locator('main li a').nth(5).click();
  await page.getByRole('main').getByRole('link', { name: /후원하기$/ }).click();
  await page.getByRole('button', { name: '내용 확인하기' }).click();
  await goToPay(page, email, { name: '김하나', pay: /결제하기/ });
  await payWithCard(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('감사합니다');
  const { text } = await mailTo(email, /영수증/);
  expect(text).toContain('김하나');
  await mailTo(email, /환영/);
});
