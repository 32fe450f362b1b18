import path from 'node:path';
import { PAGES } from '../support/pages';
import { test } from './fixtures';
import { inKorean, prepare } from './prepare';

const OUTPUT = path.resolve('tests/output/shots');
const WIDTHS = process.env['SHOTS_WIDTHS']?.split(',').map(Number) ?? [360, 768, 1280];

test('every page as a picture, narrow and wide, light and dark, in both languages', async ({ page }) => {
  test.setTimeout(1_200_000);
  const known = await prepare(page);
  const specs = Object.values(PAGES).flat();
  for (const spec of [...specs.filter(({ signedIn }) => signedIn), ...specs.filter(({ signedIn }) => !signedIn)]) {
    if (!spec.signedIn) await page.context().clearCookies({ name: '__Host-session' });
    for (const [language, address] of [['en', spec.path(known)], ['ko', inKorean(spec.path(known))]] as const) {
      await page.goto(address);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          await page.screenshot({ path: path.join(OUTPUT, `${spec.name}.${language}.${width}.${colorScheme}.png`), fullPage: true });
        }
      }
    }
  }
});
