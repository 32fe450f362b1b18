/** Faults that tests arm on a stand-in: the next `times` requests to a path fail in the way that is asked for. */
export interface Fault {
  method: string;
  path: string;
  /** 0: the connection is dropped. With 200 and `delayMs` the answer is only late. */
  status: number;
  times: number;
  headers?: Record<string, string>;
  /** Execute, then lose the answer. */
  after?: boolean;
  delayMs?: number;
}

export class Faults {
  private armed: Fault[] = [];

  /** Replaces what was armed for the same method and path; `times: 0` disarms. @throws on a fault that is not complete */
  arm(given: Partial<Fault>): Fault[] {
    const { method, path, times } = given;
    if (!method || !path || !Number.isInteger(times)) throw new Error('A fault has method, path, status and times.');
    this.armed = this.armed.filter((one) => one.method !== method || one.path !== path);
    if (Number(times) > 0) this.armed.push({ status: 500, ...given } as Fault);
    return this.armed;
  }

  clear(): void {
    this.armed = [];
  }

  /** The fault that this request runs into, used up by one. A path also stands for everything below it. */
  take(method: string, path: string): Fault | undefined {
    const fault = this.armed.find((one) => one.times > 0 && one.method === method && (path === one.path || path.startsWith(`${one.path}/`)));
    if (fault) fault.times -= 1;
    return fault;
  }
}

/** Carries out what comes before the execution: waits. @returns whether the request ends here */
export async function endsBefore(fault: Fault): Promise<boolean> {
  if (fault.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  return !(fault.after || (fault.delayMs && fault.status === 200));
}
