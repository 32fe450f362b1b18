import { randomBytes, randomInt } from 'node:crypto';
import { AVATAR_IDS } from '../lib/avatars';
import { GREETINGS } from './greetings';
import { PSEUDONYMS } from './pseudonyms';

/** Drawn by a cryptographic source, never chosen: what staff choose follows what they know of the child. */
export function shuffled<T>(items: readonly T[]): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}

export const drawToken = () => randomBytes(16).toString('base64url');

export interface DrawnIdentity {
  token: string;
  pseudonym: string;
  avatar: string;
  greeting: string;
  position: number;
}

/**
 * Identities for a batch: pseudonyms that were never given before, and an order that says nothing.
 * @throws when there are not enough names left
 */
export function drawIdentities(count: number, taken: ReadonlySet<string>): DrawnIdentity[] {
  const names = shuffled(PSEUDONYMS.map(({ en }) => en).filter((name) => !taken.has(name)));
  if (names.length < count) throw new Error('There are not enough unused pseudonyms.');
  const positions = shuffled(Array.from({ length: count }, (_, index) => index));
  return positions.map((position, index) => ({
    token: drawToken(),
    pseudonym: names[index] as string,
    avatar: AVATAR_IDS[randomInt(AVATAR_IDS.length)] as string,
    greeting: GREETINGS[randomInt(GREETINGS.length)] as string,
    position,
  }));
}
