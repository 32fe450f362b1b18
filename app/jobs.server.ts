import { buildSignInMail } from './donors/sign-in-mail.server';
import { buildReceiptMail } from './giving/receipt-mail.server';
import type { JobHandlers, JobName } from './platform/jobs/queue.server';
import { deliverMail, type BuildMail, type MailKind } from './platform/mail/outbox.server';
import type { Services } from './platform/services.server';
import { buildSponsorshipMail } from './sponsorship/mails.server';
import { processEvents, syncById } from './sponsorship/process-event.server';
import { runChange } from './sponsorship/run-change.server';
import { sweep } from './sponsorship/sweep.server';
import { tidy } from './donors/tidy.server';

/** Job name → domain verb. A job is a shallow caller. */
export function jobHandlers(services: Services): JobHandlers {
  const sponsorship: BuildMail = (reference) => buildSponsorshipMail(services, reference);
  const builders: Record<MailKind, BuildMail> = {
    receipt: (reference) => buildReceiptMail(services, reference),
    'sign-in': (reference) => buildSignInMail(services, reference),
    welcome: sponsorship,
    paused: sponsorship,
    resumed: sponsorship,
    changed: sponsorship,
    ended: sponsorship,
  };
  return {
    'mail.deliver': ({ mailId }) => deliverMail(services, mailId, builders),
    'stripe.event': ({ eventIds }) => processEvents(services, eventIds),
    'stripe.sync': ({ objectId }) => syncById(services, objectId),
    'sponsorship.change': async ({ changeId }) => {
      const { outcome } = await runChange(services, changeId);
      if (outcome === 'kept') throw new Error('Stripe did not answer; the change is tried again.');
    },
    'sweep.attempts': () => sweep(services),
    'sweep.tidy': () => tidy(services),
  };
}

/** In cron's terms, UTC. */
const SCHEDULE: Partial<Record<JobName, string>> = { 'sweep.attempts': '*/10 * * * *', 'sweep.tidy': '17 3 * * *' };

export async function startWorkers(services: Services): Promise<void> {
  await services.jobs.work(jobHandlers(services), SCHEDULE);
}

/** What the schedule would do, now: by command, and when the sandbox's clock is moved. */
export async function runRecurring(services: Services): Promise<void> {
  await sweep(services);
  await tidy(services);
}
