import { createServer as createHttpServer, type Server } from 'node:http';
import path from 'node:path';
import { createRequestHandler as createExpressHandler } from '@remix-run/express';
import { createRequestHandler, writeReadableStreamToWritable, type ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express, { type RequestHandler } from 'express';
import { constants } from 'node:zlib';
import { runRecurring, startWorkers } from './jobs.server';
import { publicPages } from './lib/paths';
import { boot, type OpenSandbox, type Running } from './platform/boot.server';
import { EnvironmentError, parseEnv, type Env } from './platform/env.server';
import { createPageCache } from './platform/http/page-cache.server';
import { limitBody, newReference, requireSameOrigin, securityHeaders } from './platform/http/security.server';
import { mountHealth } from './platform/http/health.server';
import { errorFields } from './platform/log.server';
import { STRIPE_WEBHOOK_PATH, stripeWebhook } from './platform/payments/webhook.server';
import { prepareFunds } from './giving/funds.server';
import { seedChildren } from './children/seed.server';
import { LOCALES } from './text';
import styles from './styles.css?inline';

export interface StartOptions {
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Development only: Vite's own server and middleware. */
  server?: Server;
  middleware?: RequestHandler;
}

/** No child page, no form with an id of its own. */
const PUBLIC_PATHS = new Set(LOCALES.flatMap(publicPages));

const openSandbox: OpenSandbox = async (env, pool, log) => {
  // The only place that loads the stand-ins; test and live mode never reach it.
  const { openStandIns } = await import('./sandbox/open');
  return openStandIns({
    pool,
    siteUrl: `http://127.0.0.1:${env.port}`,
    stripe: { port: env.stripe.emulatorPort, key: env.stripe.key, webhookSecret: env.stripe.webhookSecrets[0] ?? '' },
    resend: { port: env.resend.emulatorPort, key: env.resend.key, webhookSecret: env.resend.webhookSecret },
    log: (line) => log.debug({ standIn: true, ...line }),
  });
};

function readEnv(): Env {
  try {
    return parseEnv(process.env);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

async function prepare({ services, sandbox }: Running) {
  await prepareFunds(services);
  if (!sandbox) return;
  await seedChildren(services);
  const { now } = await sandbox.now();
  await services.clock.setOffset(now - Math.floor(Date.now() / 1000));
}

/** Boots, serves, and stops gracefully on SIGTERM and SIGINT: requests and jobs under way finish first. */
export async function start({ build, server: givenServer, middleware }: StartOptions): Promise<void> {
  const env = readEnv();
  const running = await boot(env, openSandbox);
  await prepare(running);
  const { services } = running;
  const app = createApp(running, build, middleware);
  const server = givenServer ?? createHttpServer();
  server.on('request', app);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(env.port, env.host, resolve));
  if (env.worker !== 'off') await startWorkers(services);
  announce(env, running);

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    services.log.info({ event: 'stopping', signal });
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    await closed;
    await running.close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function createApp(running: Running, build: StartOptions['build'], middleware?: RequestHandler) {
  const { services, sandbox } = running;
  const { env, log } = services;
  const headers = securityHeaders(env, sandbox?.paymentsUrl, styles);
  const cache = createPageCache(PUBLIC_PATHS, 'session=', headers);
  const mode = env.production ? 'production' : 'development';
  const loadContext = (request: express.Request) => ({ services, sandbox, address: request.ip ?? '', reference: request.res?.locals['reference'] as string });
  const handle = createRequestHandler(build, mode);

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', env.trustProxy);
  app.use((_request, response, next) => {
    response.locals['reference'] = newReference();
    response.set(headers);
    next();
  });
  mountHealth(app, services);
  // A process that only works answers the monitoring and nobody else.
  if (env.worker === 'only') return app;
  if (middleware) app.use(middleware);
  const brotli = (quality: number) => compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 17 } } });
  app.use('/assets', brotli(9), express.static(path.resolve('build/client/assets'), { immutable: true, maxAge: '1y', index: false }));
  // The few files at the root; no page's address is looked for on the disk.
  app.get(/^\/[\w-]+\.(svg|ico|png)$/, express.static(path.resolve('build/client'), { maxAge: '1h', index: false }));
  app.use(requireSameOrigin(env.siteUrl), limitBody);

  app.use(async (request, response, next) => {
    if (!env.production || !cache.accepts(request)) return next();
    try {
      const page = await handle(new Request(new URL(request.originalUrl, env.siteUrl), { headers: { 'accept-language': 'en' } }), loadContext(request));
      if (page.status !== 200) {
        response.status(page.status);
        page.headers.forEach((value, name) => response.append(name, value));
        return page.body ? await writeReadableStreamToWritable(page.body, response) : void response.end();
      }
      cache.keep(request, { headers: Object.fromEntries(page.headers), html: Buffer.from(await page.arrayBuffer()) });
      cache.serve(request, response);
    } catch (error) {
      next(error);
    }
  });
  // Default brotli costs two thirds of a page's throughput.
  app.use(brotli(4));
  app.all('*', createExpressHandler({ build, mode, getLoadContext: loadContext }));
  app.use(((error, _request, response, _next) => {
    log.error({ event: 'request.failed', reference: response.locals['reference'], ...errorFields(error) });
    if (!response.headersSent) response.status(500).type('text/plain').send(`Something went wrong on our side. Nothing was changed. Reference: ${response.locals['reference']}\n`);
  }) as express.ErrorRequestHandler);

  const webhook = stripeWebhook(services, headers);
  return (request: Parameters<typeof cache.serve>[0], response: Parameters<typeof cache.serve>[1]) => {
    if (request.url === STRIPE_WEBHOOK_PATH) return webhook(request, response);
    if (!cache.serve(request, response)) app(request, response);
  };
}

function announce(env: Env, { sandbox, services }: Running) {
  services.log.info({ event: 'started', mode: env.mode, database: env.databaseUrl ? 'postgresql' : 'embedded' });
  if (!sandbox) return;
  process.stdout.write(
    [
      '',
      `  Site          ${env.siteUrl}`,
      `  Mail outbox   ${sandbox.outboxUrl}`,
      `  Payments      ${sandbox.paymentsUrl} (Stripe stand-in)`,
      '  Sandbox: no real money, no real mail. Card 4242 4242 4242 4242, any later date, any CVC.',
      '',
    ].join('\n'),
  );
}

/** `node server.js COMMAND`: the same boot without a web server. */
export async function runCommand(command: string): Promise<void> {
  const commands: Record<string, (running: Running) => Promise<void>> = {
    migrate: async () => undefined,
    seed: prepare,
    sweep: ({ services }) => runRecurring(services),
  };
  const run = commands[command];
  if (!run) {
    process.stderr.write(`There is no command "${command}". There are: ${Object.keys(commands).join(', ')}.\n`);
    process.exit(2);
  }
  const running = await boot(readEnv(), openSandbox);
  try {
    await run(running);
  } finally {
    await running.close();
  }
  process.stdout.write(`${command}: done\n`);
  process.exit(0);
}
