import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { runRecurring } from '../jobs.server';

const IDLE_MS = 60_000;

/**
 * `POST /sandbox/clock {to|days}`: moves the business time of the site and of the payment stand-in together and lets
 * everything that falls due happen before it answers. `to` is Unix seconds or an ISO date.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  const { sandbox, services } = context;
  if (!sandbox) throw new Response(null, { status: 404 });
  const json = request.headers.get('content-type')?.startsWith('application/json') ?? false;
  const given: Record<string, unknown> = json ? await request.json() : Object.fromEntries(await request.formData());
  const target = targetOf(given, Math.floor(services.clock.now().getTime() / 1000));
  if (!target) throw Response.json({ status: 400, detail: 'Give days (1 to 1000), or to: a later time in Unix seconds or as an ISO date.' }, { status: 400, headers: { 'Content-Type': 'application/problem+json' } });
  const { now } = await sandbox.advance(target);
  await services.clock.setOffset(now - Math.floor(Date.now() / 1000));
  await sandbox.idle();
  await services.jobs.idle(IDLE_MS);
  await runRecurring(services);
  await sandbox.idle();
  await services.jobs.idle(IDLE_MS);
  return json ? Response.json({ now, date: services.clock.now().toISOString() }) : redirect('/', 303);
}

function targetOf({ to, days }: Record<string, unknown>, now: number): { to: number } | { days: number } | null {
  const count = Number(days);
  if (days !== undefined) return Number.isInteger(count) && count >= 1 && count <= 1000 ? { days: count } : null;
  const time = typeof to === 'string' && !/^\d+$/.test(to) ? Math.floor(Date.parse(to) / 1000) : Number(to);
  return Number.isInteger(time) && time > now && time < now + 1000 * 86_400 ? { to: time } : null;
}

/** There is nothing to see here; a GET changes nothing. */
export function loader() {
  throw new Response(null, { status: 404 });
}
