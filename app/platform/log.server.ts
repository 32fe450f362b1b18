import { pino, type Logger } from 'pino';

/** Structured logs: an event code and opaque ids; never an address, a name, an amount with a person, or anything of a child. */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } });
}

/** What may be logged of an error: its type, code and stack, without the message of a database error (it can hold values). */
export function errorFields(error: unknown) {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = (error as { code?: unknown }).code;
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')).slice(0, 8).join('\n');
  return { error: error.name, ...(typeof code === 'string' ? { code } : {}), at: frames };
}
