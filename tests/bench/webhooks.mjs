/** Webhooks over HTTP, signed, stored and acknowledged, 8 at a time, beside single-row commits of the same PostgreSQL. */
import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import pg from 'pg';
import { startPostgres } from '../support/postgres.mjs';
import { startSite } from '../support/site.mjs';
import { interleaved } from './load.mjs';

const AT_A_TIME = 8;
const SECONDS = 3;

async function rate(work) {
  const until = Date.now() + SECONDS * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async (_, lane) => {
      while (Date.now() < until) {
        await work(lane);
        done += 1;
      }
    }),
  );
  return done / SECONDS;
}

function post(agent, url, body, signature) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'stripe-signature': signature } }, (response) => {
      response.resume();
      response.on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`A webhook was answered ${response.statusCode}.`))));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

function signed(secret) {
  const at = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({ id: `evt_${randomUUID().replaceAll('-', '')}`, object: 'event', type: 'invoice.paid', created: at, livemode: false, data: { object: { id: 'in_bench', object: 'invoice' } } });
  return { body, signature: `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}` };
}

/** @returns the rounds of both, or null where PostgreSQL is not installed */
export async function measureWebhooks() {
  const server = await startPostgres({ durable: true });
  if (!server) return null;
  const site = await startSite({ DATABASE_URL: server.url, WORKER: 'off' });
  const clients = [];
  try {
    await site.ready();
    const secret = site.secrets().stripeWebhook;
    const agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME });
    for (let lane = 0; lane < AT_A_TIME; lane++) {
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      clients.push(client);
    }
    await clients[0].query('CREATE TABLE bench_row (id text PRIMARY KEY, type text NOT NULL, at timestamptz NOT NULL DEFAULT now())');
    return await interleaved({
      webhooks: () => {
        // Signed before the clock starts: that is Stripe's work.
        const events = Array.from({ length: 15_000 }, () => signed(secret));
        return rate(() => {
          const { body, signature } = events.pop() ?? signed(secret);
          return post(agent, `${site.url}/webhooks/stripe`, body, signature);
        });
      },
      commits: () => rate((lane) => clients[lane].query('INSERT INTO bench_row (id, type) VALUES ($1, $2)', [randomUUID(), 'invoice.paid'])),
    });
  } finally {
    for (const client of clients) await client.end();
    await site.stop();
    site.remove();
    server.stop();
  }
}
