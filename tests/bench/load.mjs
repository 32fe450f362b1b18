/** Load from a process of its own, rounds of the contenders taking turns, medians and the spread of the rounds. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const median = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
/** Half the range over the median, in percent: what one round may be off by. */
export const noise = (values) => Math.round(((Math.max(...values) - Math.min(...values)) / 2 / median(values)) * 100);

/** Requests a second of one address. */
export async function requestsPerSecond(url, { seconds = 3, connections = 16, headers = {} } = {}) {
  const args = [path.resolve('node_modules/autocannon/autocannon.js'), '--json', '-d', String(seconds), '-c', String(connections), ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}=${value}`]), url];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 16 * 1024 * 1024 });
  const result = JSON.parse(stdout);
  if (result.errors > 0 || result.non2xx > 0) throw new Error(`${url}: ${result.errors} errors, ${result.non2xx} answers other than 2xx`);
  return result.requests.average;
}

/**
 * Measures contenders in turns.
 * @param {Record<string, () => Promise<number>>} contenders
 * @returns {Promise<Record<string, number[]>>} the rounds of each
 */
export async function interleaved(contenders, rounds = 5) {
  const results = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (const measure of Object.values(contenders)) await measure();
  for (let round = 0; round < rounds; round++) for (const [name, measure] of Object.entries(contenders)) results[name].push(await measure());
  return results;
}
