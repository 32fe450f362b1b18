/**
 * Cuts the site's faces down to what its pages use: `npm run fonts` after a change of the faces. The results are kept in git,
 * so that building the site needs no font tools.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import subsetFont from 'subset-font';
import { headingSyllables } from './headings.mjs';

const require = createRequire(import.meta.url);
const here = import.meta.dirname;
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join('');
// ASCII, what names in western European languages need, and the punctuation of English and Korean copy.
const LATIN = `${range(0x20, 0x7e)}\u00a0${range(0xc0, 0xff)}‐–—‘’“”…·•→←✓€£₩×`;

const compiled = await build({ entryPoints: [path.join(here, '../../text/ko/index.ts')], bundle: true, format: 'esm', write: false, logLevel: 'error' });
const korean = headingSyllables(await import(`data:text/javascript;base64,${Buffer.from(compiled.outputFiles[0].contents).toString('base64')}`));
writeFileSync(path.join(here, 'serif-kr.txt'), `${korean}\n`);

const FACES = [
  { from: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2', to: 'serif.woff2', letters: LATIN, axes: { wght: 600 } },
  // Headings only: a page in Korean has to stay under 60 KB with its fonts, so its text is set in the reader's own face.
  { from: '@fontsource/gowun-batang/files/gowun-batang-korean-700-normal.woff2', to: 'serif-kr.woff2', letters: korean },
  { from: '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2', to: 'sans.woff2', letters: LATIN, axes: { wght: { min: 400, max: 700 } } },
];

for (const { from, to, letters, axes } of FACES) {
  const font = await subsetFont(readFileSync(path.join(path.dirname(require.resolve(`${from.split('/').slice(0, 2).join('/')}/package.json`)), from.split('/').slice(2).join('/'))), letters, { targetFormat: 'woff2', ...(axes ? { variationAxes: axes } : {}) });
  writeFileSync(path.join(here, to), font);
  console.log(`${to}: ${font.length} bytes`);
}
