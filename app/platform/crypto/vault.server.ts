import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { EncryptionKey } from '../env.server';

/** A donor's data key as it is stored: wrapped, with the id of the wrapping key. */
export interface WrappedKey {
  dataKey: Uint8Array<ArrayBuffer>;
  dataKeyId: string;
}

export interface DataKey {
  /** @param place what the value is bound to: `Table.column`; the row's id is bound too. */
  seal(place: string, rowId: string, plain: string): Uint8Array<ArrayBuffer>;
  open(place: string, rowId: string, sealed: Uint8Array): string;
}

export interface Vault {
  createDataKey(donorId: string): { wrapped: WrappedKey; key: DataKey };
  openDataKey(donorId: string, wrapped: { dataKey: Uint8Array | null; dataKeyId: string | null }): DataKey;
  /** The blind index of a normalised value under the newest key. */
  index(purpose: string, value: string): Uint8Array<ArrayBuffer>;
  /** The same under every configured key, for look-ups while keys rotate. */
  indexes(purpose: string, value: string): Uint8Array<ArrayBuffer>[];
  /** 256 bits that only this installation can derive again from an id: a mail's link without storing its secret. */
  derive(purpose: string, id: string): Buffer;
}

const VERSION = 1;
const IV_LENGTH = 12;
const TAG_LENGTH = 16;

const associated = (place: string, rowId: string) => Buffer.from(`v${VERSION}|${place}|${rowId}`);

function encrypt(key: Buffer, aad: Buffer, plain: Buffer): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_LENGTH);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(aad);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), body]));
}

function decrypt(key: Buffer, aad: Buffer, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed);
  if (bytes[0] !== VERSION) throw new Error(`Sealed with the unknown version ${bytes[0]}.`);
  const body = bytes.subarray(1 + IV_LENGTH + TAG_LENGTH);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + IV_LENGTH), { authTagLength: TAG_LENGTH }).setAAD(aad);
  decipher.setAuthTag(bytes.subarray(1 + IV_LENGTH, 1 + IV_LENGTH + TAG_LENGTH));
  return Buffer.concat([decipher.update(body), decipher.final()]);
}

function dataKey(key: Buffer): DataKey {
  return {
    seal: (place, rowId, plain) => encrypt(key, associated(place, rowId), Buffer.from(plain, 'utf8')),
    open: (place, rowId, sealed) => decrypt(key, associated(place, rowId), sealed).toString('utf8'),
  };
}

/**
 * Envelope encryption, AES-256-GCM (NIST SP 800-38D): a data key per donor, wrapped by a key from outside the database.
 * Destroying a donor's wrapped key makes their data unreadable.
 * @param keys newest first; the first one wraps and indexes, all of them open
 */
export function createVault(keys: EncryptionKey[]): Vault {
  const [newest] = keys;
  if (!newest) throw new Error('No encryption key.');
  const derived = (from: EncryptionKey, purpose: string) => Buffer.from(hkdfSync('sha256', from.key, '', purpose, 32));
  const hmac = (from: EncryptionKey, purpose: string, value: string) => new Uint8Array(createHmac('sha256', derived(from, `index:${purpose}`)).update(value).digest());
  const wrapPlace = 'Donor.dataKey';
  return {
    createDataKey(donorId) {
      const key = randomBytes(32);
      const wrapped = { dataKey: encrypt(derived(newest, 'wrap'), associated(wrapPlace, donorId), key), dataKeyId: newest.id };
      return { wrapped, key: dataKey(key) };
    },
    openDataKey(donorId, wrapped) {
      const from = keys.find(({ id }) => id === wrapped.dataKeyId);
      if (!from || !wrapped.dataKey) throw new Error('The data key is gone or wrapped by a key that is not configured.');
      return dataKey(decrypt(derived(from, 'wrap'), associated(wrapPlace, donorId), wrapped.dataKey));
    },
    index: (purpose, value) => hmac(newest, purpose, value),
    indexes: (purpose, value) => keys.map((key) => hmac(key, purpose, value)),
    derive: (purpose, id) => createHmac('sha256', derived(newest, `derive:${purpose}`)).update(id).digest(),
  };
}
