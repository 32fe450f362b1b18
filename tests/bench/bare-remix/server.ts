/** A bare Remix route with one query, on the same kind of database as the site, opened the same way. */
import { createRequestHandler } from '@remix-run/express';
import express from 'express';
import { createDb } from '../../../app/platform/db/client.server';
import { openEmbedded } from '../../../app/platform/db/embedded.server';

const [folder = '', port = '0', build = ''] = process.argv.slice(2);
const { pool } = await openEmbedded(folder);
const db = createDb(pool);
const { token } = await db.child.findFirstOrThrow({ where: { publication: 'published' }, select: { token: true } });
const app = express();
app.disable('x-powered-by');
app.all('*', createRequestHandler({ build: await import(build), mode: 'production', getLoadContext: () => ({ db, token }) as never }));
app.listen(Number(port), '127.0.0.1', () => console.log('ready'));
