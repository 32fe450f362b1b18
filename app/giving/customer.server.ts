import { randomUUID } from 'node:crypto';
import { contactOf } from '../donors/contact.server';
import type { Tx } from '../platform/db/client.server';
import type { Services } from '../platform/services.server';

/** Stores the intent to have a Stripe customer, with its idempotency key, before Stripe is called. */
export async function intendCustomer({ env }: Pick<Services, 'env'>, tx: Tx, donorId: string, currency: string): Promise<void> {
  await tx.paymentCustomer.createMany({
    data: [{ donorId, currency, mode: env.mode, idempotencyKey: `${env.mode}:customer:${donorId}:${currency}:${randomUUID().slice(0, 8)}` }],
    skipDuplicates: true,
  });
}

/**
 * The donor's Stripe customer in a currency; one each, as Stripe binds a customer to the currency of its subscriptions.
 * @throws {PaymentError}
 */
export async function ensureCustomer(services: Services, donorId: string, currency: string): Promise<string> {
  const { db, env, payments } = services;
  const intent = await db.paymentCustomer.findUniqueOrThrow({ where: { donorId_currency_mode: { donorId, currency, mode: env.mode } } });
  if (intent.customerId) return intent.customerId;
  const contact = await contactOf(services, donorId);
  if (!contact) throw new Error('The donor has no readable contact data.');
  const customer = await payments.call((stripe) =>
    stripe.customers.create(
      { email: contact.email, ...(contact.name ? { name: contact.name } : {}), preferred_locales: [contact.language], metadata: { donor_id: donorId } },
      { idempotencyKey: intent.idempotencyKey },
    ),
  );
  await db.paymentCustomer.update({ where: { id: intent.id }, data: { customerId: customer.id } });
  return customer.id;
}
