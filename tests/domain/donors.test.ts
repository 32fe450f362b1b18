import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { donorGroup } from '../../app/access/group.server';
import { contactOf } from '../../app/donors/contact.server';
import { createDonor } from '../../app/donors/create-donor.server';
import { normaliseEmail, parseEmail } from '../../app/donors/email';
import { proveAddress } from '../../app/donors/prove-address.server';
import { createVault } from '../../app/platform/crypto/vault.server';
import { transact } from '../../app/platform/db/client.server';
import type { Services } from '../../app/platform/services.server';
import { openDonorServices } from '../support/donor-services';

let services: Services;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ services, close } = await openDonorServices());
});
afterAll(() => close());

const create = (email: string, name?: string) => transact(services.db, (tx) => createDonor(services, tx, { email, ...(name ? { name } : {}), language: 'en' }));
const prove = (donorId: string) => transact(services.db, (tx) => proveAddress(services, tx, donorId));
const donor = (id: string) => services.db.donor.findUniqueOrThrow({ where: { id } });
const address = () => `Person-${randomUUID().slice(0, 8)}@Example.com`;

test('an ordinary address is taken as typed, without the spaces around it', () => {
  for (const email of ['a@example.com', 'First.Last+gift@Mail.Example.org', '한글@예시.한국', 'o’hara@example.ie']) expect(parseEmail(`  ${email} `)).toEqual({ email: email.normalize('NFC') });
});

test('what is no address, or could become two, is refused', () => {
  for (const typed of [
    'plain', '@example.com', 'a@', 'a@b', 'a@@b.com', 'a@b@c.com', 'a b@example.com', 'a@example..com', 'a@-example.com', 'a@example.com.', '.a@example.com', 'a..b@example.com', 'a@127.0.0.1',
    'a@example.com\r\nBcc: b@example.com', 'a@exam\u0000ple.com', 'a@example.com,b@example.com', '"a b"@example.com', 'A <a@example.com>', 'a@example\u200b.com',
  ]) expect(parseEmail(typed), typed).toEqual({ problem: 'not_an_address' });
  expect(parseEmail('  ')).toEqual({ problem: 'empty' });
  expect(parseEmail(`a@${'b.'.repeat(140)}com`)).toEqual({ problem: 'too_long' });
});

test('the index sees case and Unicode forms as one, and nothing else', () => {
  expect(normaliseEmail(' José@Example.COM ')).toBe(normaliseEmail('jose\u0301@example.com'));
  expect(normaliseEmail('a.b+c@gmail.com')).not.toBe(normaliseEmail('ab@gmail.com'));
});

test('a donor’s address and name can be read back, and not from the table', async () => {
  const { donorId } = await create('Min.Seo@example.com', 'Seo Min');
  expect(await contactOf(services, donorId)).toEqual({ email: 'Min.Seo@example.com', name: 'Seo Min', language: 'en' });
  const { rows } = await services.pool.query<{ dump: string }>(`SELECT string_agg(d::text, ' ') AS dump FROM "Donor" d`);
  const dump = rows[0]?.dump ?? '';
  for (const plain of ['Min.Seo', 'min.seo', 'Seo Min', 'example.com']) {
    expect(dump).not.toContain(plain);
    expect(dump).not.toContain(Buffer.from(plain).toString('hex'));
    expect(dump).not.toContain(Buffer.from(plain).toString('base64').replaceAll('=', ''));
  }
});

test('the same address is sealed differently each time, under the same index', async () => {
  const email = address();
  const [one, two] = [await donor((await create(email)).donorId), await donor((await create(email.toUpperCase())).donorId)];
  expect(one.id).not.toBe(two.id);
  expect(Buffer.from(one.email).equals(Buffer.from(two.email))).toBe(false);
  expect(Buffer.from(one.dataKey ?? []).equals(Buffer.from(two.dataKey ?? []))).toBe(false);
  expect(Buffer.from(one.emailIndex).equals(Buffer.from(two.emailIndex))).toBe(true);
});

test('a sealed value opens only in its own row and column', async () => {
  const row = await donor((await create(address(), 'A Name')).donorId);
  const other = await donor((await create(address())).donorId);
  const key = services.vault.openDataKey(row.id, row);
  expect(key.open('Donor.name', row.id, row.name ?? new Uint8Array())).toBe('A Name');
  expect(() => key.open('Donor.email', row.id, row.name ?? new Uint8Array())).toThrow();
  expect(() => key.open('Donor.name', other.id, row.name ?? new Uint8Array())).toThrow();
  expect(() => services.vault.openDataKey(other.id, row)).toThrow();
  await services.db.donor.update({ where: { id: other.id }, data: { email: row.email } });
  await expect(contactOf(services, other.id)).rejects.toThrow();
});

test('another installation’s key opens nothing and finds nothing', async () => {
  const row = await donor((await create(address())).donorId);
  const stranger = createVault([{ id: 'test', key: randomBytes(32) }]);
  expect(() => stranger.openDataKey(row.id, row)).toThrow();
  expect(stranger.index('email', 'a@example.com')).not.toEqual(services.vault.index('email', 'a@example.com'));
});

test('a destroyed data key leaves a donor without contact', async () => {
  const { donorId } = await create(address());
  await services.db.donor.update({ where: { id: donorId }, data: { dataKey: null, dataKeyId: null } });
  expect(await contactOf(services, donorId)).toBeNull();
  expect(await contactOf(services, randomUUID())).toBeNull();
});

test('the first proof makes the oldest the account, and the others join it', async () => {
  const email = address();
  const ids = [];
  for (const spelling of [email, email.toLowerCase(), ` ${email}`.trim()]) ids.push((await create(spelling)).donorId);
  const stranger = await create(address());
  const [oldest = '', second = '', third = ''] = ids;
  expect(await prove(third)).toEqual({ donorId: oldest });
  expect(await donor(oldest)).toMatchObject({ provenAt: expect.any(Date), joinedIntoId: null });
  for (const id of [second, third]) expect(await donor(id)).toMatchObject({ provenAt: null, joinedIntoId: oldest, joinedAt: expect.any(Date) });
  expect(await donor(stranger.donorId)).toMatchObject({ provenAt: null, joinedIntoId: null });
  expect(new Set(await donorGroup(services.db, oldest))).toEqual(new Set(ids));
});

test('a later gift from a proven address joins the account at the next proof, and not before', async () => {
  const email = address();
  const { donorId: account } = await create(email);
  await prove(account);
  const { donorId: later } = await create(email);
  expect(await donorGroup(services.db, account)).toEqual([account]);
  expect(await prove(later)).toEqual({ donorId: account });
  expect(await donorGroup(services.db, account)).toEqual([account, later]);
  const { provenAt, joinedIntoId } = await donor(account);
  expect(await prove(later)).toEqual({ donorId: account });
  expect(await donor(account)).toMatchObject({ provenAt, joinedIntoId });
});

test('ten proofs of one address at once make one account', async () => {
  const email = address();
  const ids = await Promise.all(Array.from({ length: 10 }, async () => (await create(email)).donorId));
  const accounts = await Promise.all(ids.map(async (id) => (await prove(id)).donorId));
  expect(new Set(accounts).size).toBe(1);
  expect(await services.db.donor.count({ where: { id: { in: ids }, provenAt: { not: null } } })).toBe(1);
  expect(await services.db.donor.count({ where: { id: { in: ids }, joinedIntoId: accounts[0] ?? '' } })).toBe(9);
});
