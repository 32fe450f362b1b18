import type { Language } from '../../prisma/client/enums';
import type { Services } from '../platform/services.server';

export interface Contact {
  email: string;
  name: string | null;
  language: Language;
}

/** A donor's address and name in clear, for a mail or Stripe's customer; null once the data key is destroyed. */
export async function contactOf({ db, vault }: Pick<Services, 'db' | 'vault'>, donorId: string): Promise<Contact | null> {
  const donor = await db.donor.findUnique({ where: { id: donorId }, select: { email: true, name: true, dataKey: true, dataKeyId: true, language: true } });
  if (!donor?.dataKey) return null;
  const key = vault.openDataKey(donorId, donor);
  return { email: key.open('Donor.email', donorId, donor.email), name: donor.name && key.open('Donor.name', donorId, donor.name), language: donor.language };
}
