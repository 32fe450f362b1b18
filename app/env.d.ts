import type { SandboxControls } from './platform/sandbox-controls';
import type { Services } from './platform/services.server';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
  interface AppLoadContext {
    services: Services;
    /** The visitor's network address; only ever used through `services.limits.visitor`. */
    address: string;
    /** Names this request in the log; shown on error pages. */
    reference: string;
    /** The controls of the stand-ins, in the sandbox only. */
    sandbox: SandboxControls | null;
  }
}
