/** Bare Express sending given bytes with given headers. */
import { readFileSync } from 'node:fs';
import express from 'express';

const [file, headersFile, port] = process.argv.slice(2);
const body = readFileSync(file);
const headers = JSON.parse(readFileSync(headersFile, 'utf8'));
const app = express();
app.disable('x-powered-by');
app.get('/', (_request, response) => response.set(headers).end(body));
app.listen(Number(port), '127.0.0.1', () => console.log('ready'));
