// A suite never hangs: each wait has a deadline, and says what it was waiting for.

import { inVain } from "@atelier/sdk/core";

export { first } from "@atelier/sdk/core";

/** Waits for `promise`, but no longer than `seconds`. */
export async function within<T>(seconds: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(inVain(seconds, what)), seconds * 1000);
    timer.unref();
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
