import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AGE_BANDS, CHILD_COLUMNS, INTERESTS, PUBLIC_SELECT, QUASI_IDENTIFIERS, TOKEN } from '../../app/children/closed-list';
import { GREETINGS } from '../../app/children/greetings';
import { POLICY, supportMix } from '../../app/children/policy';
import { PSEUDONYMS } from '../../app/children/pseudonyms';
import { gallery, PAGE_SIZE, profile } from '../../app/children/queries.server';
import { seedChildren } from '../../app/children/seed.server';
import { AVATAR_IDS } from '../../app/lib/avatars';
import { LOCALES, textFor } from '../../app/text';
import { AVATARS } from '../../app/ui/drawings/avatars';
import { openDonorServices } from '../support/donor-services';
import type { Services } from '../../app/platform/services.server';

let services: Services;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ services, close } = await openDonorServices());
  await seedChildren(services);
});
afterAll(() => close());

const columns = async () =>
  (await services.pool.query<{ table_name: string; column_name: string; data_type: string; column_default: string | null }>(`SELECT table_name, column_name, data_type, column_default FROM information_schema.columns WHERE table_schema = 'public'`)).rows;

test('the tables of children have the columns of the closed list and no others', async () => {
  const rows = await columns();
  for (const [table, allowed] of Object.entries(CHILD_COLUMNS)) expect(rows.filter(({ table_name }) => table_name === table).map(({ column_name }) => column_name).sort(), table).toEqual([...allowed].sort());
});

test('no column about a child is a time or a counter', async () => {
  for (const { table_name, column_name, data_type, column_default } of await columns()) {
    if (!(table_name in CHILD_COLUMNS)) continue;
    expect(data_type, `${table_name}.${column_name}`).not.toMatch(/timestamp|date|time/);
    expect(column_default ?? '', `${table_name}.${column_name}`).not.toContain('nextval');
  }
});

test('no other table refers to a child, except the sponsorship that has its place', async () => {
  const { rows } = await services.pool.query<{ referrer: string }>(`SELECT DISTINCT conrelid::regclass::text AS referrer FROM pg_constraint WHERE contype = 'f' AND confrelid = '"Child"'::regclass`);
  expect(rows.map(({ referrer }) => referrer.replaceAll('"', '')).sort()).toEqual(['PublicationTransition', 'ReleaseMember', 'Slot', 'Sponsorship']);
});

test('the demonstration shows 150 children in three bands of 50 and keeps 24 drafts', async () => {
  const shown = await services.db.child.groupBy({ by: ['ageBand', 'publication'], _count: true });
  for (const ageBand of AGE_BANDS) expect(shown.find((group) => group.ageBand === ageBand && group.publication === 'published')?._count).toBe(50);
  expect(shown.filter(({ publication }) => publication === 'draft')).toMatchObject([{ _count: 24 }]);
  await seedChildren(services);
  expect(await services.db.child.count()).toBe(174);
});

test('the visible set is the first release of the ledger, and the ledger only grows', async () => {
  const members = await services.db.releaseMember.findMany({ where: { releaseNumber: 1 } });
  const shown = await services.db.child.findMany({ where: { publication: 'published' } });
  const key = ({ ageBand, pronoun, interest }: (typeof shown)[number]) => ({ ageBand, pronoun, interest });
  expect(new Map(members.map((member) => [member.childToken, { ageBand: member.ageBand, pronoun: member.pronoun, interest: member.interest }]))).toEqual(new Map(shown.map((child) => [child.token, key(child)])));
  expect((await services.db.release.findMany()).map(({ week }) => /^\d{4}-W\d\d$/.test(week))).toEqual([true]);
  await expect(services.db.releaseMember.deleteMany()).rejects.toThrow('append-only');
  await expect(services.db.release.updateMany({ data: { week: '2020-W01' } })).rejects.toThrow('append-only');
});

test('every child that is shown shares what it shows with at least k, for every part of the key', async () => {
  const shown = await services.db.child.findMany({ where: { publication: 'published' } });
  for (let mask = 1; mask < 1 << QUASI_IDENTIFIERS.length; mask++) {
    const fields = QUASI_IDENTIFIERS.filter((_, bit) => mask & (1 << bit));
    const classes = new Map<string, number>();
    for (const child of shown) {
      const key = JSON.stringify(fields.map((field) => child[field]));
      classes.set(key, (classes.get(key) ?? 0) + 1);
    }
    expect(Math.min(...classes.values()), fields.join('+')).toBeGreaterThanOrEqual(POLICY.k);
  }
});

test('names are at least 300, each once, and stand for nobody and no place', () => {
  expect(PSEUDONYMS.length).toBeGreaterThanOrEqual(300);
  expect(new Set(PSEUDONYMS.map(({ en }) => en)).size).toBe(PSEUDONYMS.length);
  for (const { en, ko } of PSEUDONYMS) {
    expect(en).toMatch(/^[A-Z][a-z]+$/);
    expect(ko).toMatch(/^[가-힣 ]+$/);
  }
});

test('at least 24 pictures are drawn, one for each id, and every greeting has its words', () => {
  expect(AVATAR_IDS.length).toBeGreaterThanOrEqual(24);
  for (const id of AVATAR_IDS) expect(AVATARS[id].shapes.length, id).toBeGreaterThan(0);
  for (const locale of LOCALES) {
    const { children } = textFor(locale);
    for (const greeting of GREETINGS) expect(children.greeting[greeting].length).toBeGreaterThan(5);
    for (const interest of INTERESTS) expect(children.interest[interest].length).toBeGreaterThan(0);
    for (const band of AGE_BANDS) expect(children.week.days[band].length).toBeGreaterThanOrEqual(5);
  }
});

test('the mix of support is told per group, in tens of percent that make a whole', () => {
  for (const { shares } of supportMix()) {
    expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBe(100);
    for (const share of Object.values(shares)) expect(share % 10).toBe(0);
  }
});

test('the gallery shows published children only, in pages, with a rounded count', async () => {
  const first = await gallery(services.db, { band: null, page: 1 });
  expect(first).toMatchObject({ pages: 13, roundedCount: 150, groupOnly: false });
  expect(first.children).toHaveLength(PAGE_SIZE);
  const seen = new Set<string>();
  for (let page = 1; page <= first.pages; page++) for (const child of (await gallery(services.db, { band: null, page })).children) seen.add(child.token);
  expect(seen.size).toBe(150);
  const older = await gallery(services.db, { band: 'older', page: 1 });
  expect(older.children.every(({ ageBand }) => ageBand === 'older')).toBe(true);
});

test('what a page gets of a child is the public part and whether a place is free', async () => {
  const [child] = (await gallery(services.db, { band: null, page: 1 })).children;
  expect(Object.keys(child ?? {}).sort()).toEqual([...Object.keys(PUBLIC_SELECT), 'open'].sort());
  expect(await profile(services, child?.token ?? '')).toEqual(child);
});

test('a draft, an unknown and a malformed token are nobody', async () => {
  const { token } = await services.db.child.findFirstOrThrow({ where: { publication: 'draft' } });
  expect(token).toMatch(TOKEN);
  for (const one of [token, 'AAAAAAAAAAAAAAAAAAAAAA', '', '{"not":""}', '../x']) expect(await profile(services, one)).toBeNull();
});

test('with fewer children than are safe none is shown alone', async () => {
  await services.db.child.updateMany({ where: { ageBand: { in: ['younger', 'older'] }, publication: 'published' }, data: { publication: 'hidden' } });
  const middle = await services.db.child.findMany({ where: { publication: 'published' }, select: { token: true } });
  await services.db.child.updateMany({ where: { token: { in: middle.slice(0, 40).map(({ token }) => token) } }, data: { publication: 'hidden' } });
  expect(await gallery(services.db, { band: null, page: 1 })).toMatchObject({ children: [], pages: 1, groupOnly: true });
  await services.db.child.updateMany({ where: { publication: 'hidden' }, data: { publication: 'published' } });
});

test('identities are drawn by the cryptographic source and never chosen', () => {
  const code = readFileSync('app/children/draw.server.ts', 'utf8');
  expect(code).toContain("from 'node:crypto'");
  expect(code).not.toContain('Math.random');
});
