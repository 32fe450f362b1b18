import type { ServerResponse } from 'node:http';
import { runUntil } from './clock';
import type { Deliverer, WebhookMode } from './deliver';
import { ApiError, invalid, type Obj } from './protocol';
import type { Store } from './store';

export interface Fault {
  method: string;
  path: string;
  /** 0: the connection is dropped. */
  status: number;
  times: number;
  headers?: Record<string, string>;
  /** Execute, then lose the answer. */
  after?: boolean;
  delayMs?: number;
}

const MODES: WebhookMode[] = ['normal', 'delay', 'duplicate', 'reorder', 'drop', 'stale-signature'];

/** What tests and the sandbox may do to the stand-in: move its clock, make calls fail, spoil deliveries. */
export class Control {
  private faults: Fault[] = [];

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
      case '/_emulator/faults': {
        const fault = body as Fault;
        if (!fault.method || !fault.path || !Number.isInteger(fault.times)) throw invalid('A fault has method, path, status and times.');
        this.faults = this.faults.filter((one) => one.method !== fault.method || one.path !== fault.path);
        if (fault.times > 0) this.faults.push({ ...fault });
        return { faults: this.faults };
      }
      case '/_emulator/webhooks': {
        const mode = MODES.find((one) => one === body['mode']);
        if (!mode) throw invalid(`The mode is one of ${MODES.join(', ')}.`);
        this.deliverer.setMode(mode, Number(body['times'] ?? 1));
        return { mode, times: Number(body['times'] ?? 1) };
      }
      case '/_emulator/reset':
        this.faults = [];
        await store.reset();
        return { reset: true };
      default:
        throw new ApiError(404, { type: 'invalid_request_error', message: 'There is no such control.' });
    }
  }

  /** The fault that this request runs into, used up by one. A path also stands for everything below it. */
  faultFor(verb: string, path: string): Fault | undefined {
    const fault = this.faults.find((one) => one.times > 0 && one.method === verb && (path === one.path || path.startsWith(`${one.path}/`)));
    if (fault) fault.times -= 1;
    return fault;
  }

  /** Carries out what comes before the execution. @returns whether the request ends with it */
  async before(fault: Fault, response: ServerResponse, send: (status: number, body: string, headers?: Record<string, string>) => void): Promise<boolean> {
    if (fault.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    if (fault.after || (fault.delayMs && fault.status === 200)) return false;
    if (fault.status === 0) response.destroy();
    else send(fault.status, JSON.stringify({ error: { type: fault.status === 429 ? 'invalid_request_error' : 'api_error', message: 'An armed fault.' } }), fault.headers);
    return true;
  }
}
