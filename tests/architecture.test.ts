import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.posix.join(folder, name);
    return statSync(file).isDirectory() ? filesBelow(file) : [file];
  });
}

const sources = [...filesBelow('app'), ...filesBelow('emails')].filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));
const text = (file: string) => readFileSync(file, 'utf8');

interface Import {
  from: string;
  to: string;
  /** `import type` costs nothing at run time and reaches no server code. */
  typeOnly: boolean;
}

function importsOf(from: string): Import[] {
  return [...text(from).matchAll(/(import|export)(\s+type)?\s[^;'"]*?from\s+'([^']+)'|import\('([^']+)'\)/g)].flatMap(([, , typeOnly, target = '', dynamic]) => {
    const specifier = target || dynamic || '';
    if (!specifier.startsWith('.')) return [{ from, to: specifier, typeOnly: Boolean(typeOnly) }];
    const to = path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier));
    const file = [to, `${to}.ts`, `${to}.tsx`, `${to}/index.ts`].find((candidate) => sources.includes(candidate)) ?? to;
    return [{ from, to: file, typeOnly: Boolean(typeOnly) }];
  });
}

const imports = sources.flatMap(importsOf);
const layerOf = (file: string) => (file.startsWith('emails/') ? 'emails' : file.startsWith('prisma/') ? 'prisma' : /^app\/[^/]+\.tsx?$/.test(file) ? 'top' : (/^app\/([^/]+)\//.exec(file)?.[1] ?? 'package'));

/** What each folder may import besides itself, npm packages and the generated client (README, "Where things are"). */
const MAY: Record<string, string[]> = {
  lib: ['text'],
  text: [],
  emails: [],
  sandbox: [],
  platform: ['lib', 'text', 'emails'],
  story: ['lib', 'text'],
  children: ['platform', 'lib', 'text'],
  access: ['platform', 'lib', 'text'],
  donors: ['access', 'platform', 'lib', 'text', 'emails'],
  giving: ['children', 'donors', 'platform', 'lib', 'text', 'emails'],
  sponsorship: ['giving', 'children', 'donors', 'platform', 'lib', 'text', 'emails'],
  ui: ['lib', 'text', 'platform', 'story', 'children', 'giving'],
  routes: ['ui', 'sponsorship', 'giving', 'children', 'donors', 'access', 'story', 'platform', 'lib', 'text', 'top'],
};

const breaches = (wrong: (line: Import) => boolean) => imports.filter(wrong).map(({ from, to }) => `${from} → ${to}`);

test('imports run downwards', () => {
  expect(imports.length).toBeGreaterThan(400);
  expect(
    breaches(({ from, to, typeOnly }) => {
      const [layer, target] = [layerOf(from), layerOf(to)];
      if (layer === 'top' || target === 'package' || target === layer || target === 'prisma') return false;
      // Types of the rows that a component prints may come from wherever they are made.
      if (layer === 'ui' && typeOnly) return false;
      return !(MAY[layer] ?? []).includes(target);
    }),
  ).toEqual([]);
});

test('components load no server code', () => {
  expect(breaches(({ from, to, typeOnly }) => from.startsWith('app/ui/') && /\.server(\.ts)?$/.test(to) && !typeOnly)).toEqual([]);
});

test('nobody imports the stand-ins, except the start-up that loads them in the sandbox', () => {
  expect(breaches(({ from, to }) => layerOf(to) === 'sandbox' && layerOf(from) !== 'sandbox' && from !== 'app/start.server.ts')).toEqual([]);
  expect(text('app/start.server.ts')).toMatch(/env\.mode|openSandbox/);
});

test('nobody imports a route', () => {
  expect(breaches(({ from, to }) => layerOf(to) === 'routes' && layerOf(from) !== 'routes')).toEqual([]);
});

test('one module talks to Stripe, one to Resend', () => {
  expect(imports.filter(({ from, to, typeOnly }) => to === 'stripe' && !typeOnly && layerOf(from) !== 'sandbox').map(({ from }) => from)).toEqual(['app/platform/payments/port.server.ts']);
  expect(imports.filter(({ to, typeOnly }) => to === 'resend' && !typeOnly).map(({ from }) => from)).toEqual(['app/platform/mail/port.server.ts']);
});

test('only the children’s folder, and the slots of sponsorships, touch the tables of children', () => {
  const CHILD_TABLE = /\.(child|release|releaseMember|publicationTransition)\.(find|count|create|update|delete|aggregate|upsert|group)/;
  expect(sources.filter((file) => CHILD_TABLE.test(text(file)) && !file.startsWith('app/children/'))).toEqual([]);
  expect(sources.filter((file) => /\.slot\.(find|count|create|update|delete)/.test(text(file)) && !/^app\/(children|sponsorship)\//.test(file))).toEqual([]);
});

test('every file is short enough to be read, and every route is shallow', () => {
  // Word lists and the catalogue are data: they are as long as what they list.
  const data = /^app\/(text\/|children\/pseudonyms|sandbox\/stripe\/schema)/;
  const lines = (file: string) => text(file).split('\n').length;
  expect(sources.filter((file) => !data.test(file) && lines(file) > 300)).toEqual([]);
  expect(sources.filter((file) => file.startsWith('app/routes/') && lines(file) > 150)).toEqual([]);
});

test('money is never a fraction, and no style attribute or script gets past the policy', () => {
  expect(sources.filter((file) => /\/ 100(\.0)?\b/.test(text(file)) && !file.startsWith('app/sandbox/'))).toEqual([]);
  expect(sources.filter((file) => file.startsWith('app/') && /\sstyle=\{|dangerouslySetInnerHTML|<script/i.test(text(file).replace('<style dangerouslySetInnerHTML={{ __html: styles }} />', '')))).toEqual([]);
});

test('addresses of the site are written by `lib/paths` alone', () => {
  const own = /href="\/(?!favicon)|action="\//;
  expect(sources.filter((file) => file.startsWith('app/ui/') && own.test(text(file)))).toEqual([]);
});

test('every folder of the app is on the README’s map', () => {
  const readme = readFileSync('README.md', 'utf8');
  const folders = readdirSync('app').filter((name) => statSync(`app/${name}`).isDirectory());
  expect(folders.filter((folder) => !readme.includes(`\`app/${folder}/\``))).toEqual([]);
});
