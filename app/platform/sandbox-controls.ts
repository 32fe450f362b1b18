/** What the site may ask of the stand-ins; present in the sandbox only. */
export interface SandboxControls {
  paymentsUrl: string;
  outboxUrl: string;
  /** Business time of the payment stand-in, in Unix seconds. */
  now(): Promise<{ now: number }>;
  /** Moves the business time of the payment stand-in, lets everything that falls due happen, and answers with its time. */
  advance(target: { to: number } | { days: number }): Promise<{ now: number }>;
  /** Resolves when no webhook is on its way. */
  idle(): Promise<void>;
  close(): Promise<void>;
}
