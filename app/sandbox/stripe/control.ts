import type { ServerResponse } from 'node:http';
import { endsBefore, Faults, type Fault } from '../faults';
import { runUntil } from './clock';
import type { Deliverer, WebhookMode } from './deliver';
import { ApiError, invalid, type Obj } from './protocol';
import type { Store } from './store';

const MODES: WebhookMode[] = ['normal', 'delay', 'duplicate', 'reorder', 'drop', 'stale-signature'];

/** What tests and the sandbox may do to the stand-in: move its clock, make calls fail, spoil deliveries. */
export class Control {
  private readonly faults = new Faults();

  constructor(private readonly store: Store, private readonly deliverer: Deliverer) {}

  async handle(verb: string, path: string, body: Obj): Promise<Obj> {
    const { store } = this;
    if (path === '/_emulator/clock' && verb === 'GET') return { now: store.now() };
    if (verb !== 'POST') throw new ApiError(404, { type: 'invalid_request_error', message: 'There is no such control.' });
    switch (path) {
      case '/_emulator/clock/advance': {
        const target = body['days'] !== undefined ? store.now() + Math.round(Number(body['days']) * 86_400) : Number(body['to']);
        if (!Number.isInteger(target) || target < store.now()) throw invalid('The clock only goes forward: give `days`, or a later `to` in Unix seconds.');
        runUntil(store, null, target);
        await store.saveOffset(target - Math.floor(Date.now() / 1000));
        return { now: store.now() };
      }
      case '/_emulator/faults':
        return { faults: this.faults.arm(body) };
      case '/_emulator/webhooks': {
        const mode = MODES.find((one) => one === body['mode']);
        if (!mode) throw invalid(`The mode is one of ${MODES.join(', ')}.`);
        this.deliverer.setMode(mode, Number(body['times'] ?? 1));
        return { mode, times: Number(body['times'] ?? 1) };
      }
      case '/_emulator/reset':
        this.faults.clear();
        await store.reset();
        return { reset: true };
      default:
        throw new ApiError(404, { type: 'invalid_request_error', message: 'There is no such control.' });
    }
  }

  faultFor(verb: string, path: string): Fault | undefined {
    return this.faults.take(verb, path);
  }

  /** Carries out what comes before the execution. @returns whether the request ends with it */
  async before(fault: Fault, response: ServerResponse, send: (status: number, body: string, headers?: Record<string, string>) => void): Promise<boolean> {
    if (!(await endsBefore(fault))) return false;
    if (fault.status === 0) response.destroy();
    else send(fault.status, JSON.stringify({ error: { type: fault.status === 429 ? 'invalid_request_error' : 'api_error', message: 'An armed fault.' } }), fault.headers);
    return true;
  }
}
