import { Stripe } from 'stripe';
import { insideTransaction } from '../db/client.server';
import type { Env } from '../env.server';

// The only importer of `stripe`.
export type { Stripe };

/** Why a call to Stripe did not do what was asked. */
export type PaymentFault =
  /** Stripe answered that this can't be done; trying again changes nothing. */
  | { kind: 'refused'; code: string; status: number }
  /** No answer, or not an answer: it may or may not have happened. */
  | { kind: 'unavailable' };

export class PaymentError extends Error {
  constructor(readonly fault: PaymentFault, cause: unknown) {
    super(fault.kind === 'refused' ? `Stripe refused: ${fault.code}` : 'Stripe is unavailable', { cause });
    this.name = 'PaymentError';
  }
}

export interface PaymentPort {
  /** Runs one call. @throws {PaymentError} @throws when called inside a database transaction */
  call<T>(work: (stripe: Stripe) => Promise<T>): Promise<T>;
  /**
   * Verifies a webhook's signature over its exact bytes against each secret.
   * @returns null when it is not Stripe's, is older than 300 s or from more than 300 s ahead (which the SDK does not refuse)
   */
  verifyWebhook(body: Buffer, signature: string | null): { id: string; type: string; created: number; livemode: boolean; objectId: string | null } | null;
}

const TOLERANCE_SECONDS = 300;

function faultOf(error: unknown): PaymentFault {
  if (error instanceof Stripe.errors.StripeError && error.statusCode && error.statusCode >= 400 && error.statusCode < 500 && error.statusCode !== 429 && error.statusCode !== 409) {
    return { kind: 'refused', code: error.code ?? error.type, status: error.statusCode };
  }
  return { kind: 'unavailable' };
}

/** @param emulator where the stand-in listens, in the sandbox */
export function createPaymentPort(env: Env, emulator?: string): PaymentPort {
  const base = env.stripe.apiBase ?? emulator;
  const url = base ? new URL(base) : undefined;
  const stripe = new Stripe(env.stripe.key, {
    ...(url ? { host: url.hostname, port: url.port || (url.protocol === 'https:' ? 443 : 80), protocol: url.protocol === 'https:' ? 'https' : 'http' } : {}),
    timeout: 12_000,
    maxNetworkRetries: 2,
    telemetry: false,
  });
  return {
    async call(work) {
      if (insideTransaction()) throw new Error('Stripe must not be called inside a database transaction.');
      try {
        return await work(stripe);
      } catch (error) {
        if (error instanceof Stripe.errors.StripeError) throw new PaymentError(faultOf(error), error);
        throw error;
      }
    },
    verifyWebhook(body, signature) {
      if (!signature) return null;
      const time = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1]);
      if (!(time <= Date.now() / 1000 + TOLERANCE_SECONDS)) return null;
      for (const secret of env.stripe.webhookSecrets) {
        try {
          const event = stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE_SECONDS);
          const object = event.data?.object as { id?: unknown } | undefined;
          return { id: event.id, type: event.type, created: event.created, livemode: event.livemode, objectId: typeof object?.id === 'string' ? object.id : null };
        } catch (error) {
          if (!(error instanceof Stripe.errors.StripeSignatureVerificationError) && !(error instanceof SyntaxError)) throw error;
        }
      }
      return null;
    },
  };
}
