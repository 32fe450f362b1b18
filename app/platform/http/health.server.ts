import { timingSafeEqual } from 'node:crypto';
import type { Express } from 'express';
import type { Services } from '../services.server';

/** `/health/live`: the process answers. `/health/ready`: database and jobs too. `/metrics`: Prometheus text, by token. */
export function mountHealth(app: Express, services: Services) {
  const { db, env, jobs, pool } = services;
  app.get('/health/live', (_request, response) => void response.set('Cache-Control', 'no-store').json({ status: 'ok' }));
  app.get('/health/ready', async (_request, response) => {
    const database = await pool.query('SELECT 1').then(() => true, () => false);
    const ready = database && jobs.healthy();
    response.status(ready ? 200 : 503).set('Cache-Control', 'no-store').json({ status: ready ? 'ok' : 'unavailable', database, jobs: jobs.healthy() });
  });
  app.get('/metrics', async (request, response) => {
    if (env.mode !== 'sandbox') {
      const given = Buffer.from(request.get('authorization')?.replace(/^Bearer /, '') ?? '');
      const wanted = Buffer.from(env.metricsToken ?? '');
      if (wanted.length === 0 || given.length !== wanted.length || !timingSafeEqual(given, wanted)) return void response.status(404).end();
    }
    const [last, waiting, dead, mails] = await Promise.all([
      db.stripeEvent.aggregate({ _max: { receivedAt: true } }),
      db.stripeEvent.count({ where: { state: 'received' } }),
      db.stripeEvent.count({ where: { state: 'dead' } }),
      db.outboxMail.count({ where: { state: { in: ['queued', 'sending'] } } }),
    ]);
    const age = last._max.receivedAt ? (Date.now() - last._max.receivedAt.getTime()) / 1000 : -1;
    const gauges: [string, string, number][] = [
      ['stripe_last_event_age_seconds', 'Age of the newest Stripe event; -1 when there was none. Alarm above 86400.', age],
      ['stripe_events_waiting', 'Events stored and not yet processed.', waiting],
      ['stripe_events_dead', 'Events that could not be processed.', dead],
      ['mails_waiting', 'Mails not yet handed over.', mails],
      ['process_resident_memory_bytes', 'Memory of this process.', process.memoryUsage.rss()],
    ];
    response.type('text/plain; version=0.0.4').set('Cache-Control', 'no-store').send(gauges.map(([name, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`).join(''));
  });
}
