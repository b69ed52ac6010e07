import { firstValueFrom, throwError, throwIfEmpty, timeout, type Observable } from "rxjs";

// A suite never hangs: each wait has a deadline, and says what it was waiting for.

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

/** Waits for the first value of `observable`, but no longer than `seconds`; then lets go of it. */
export function first<T>(seconds: number, what: string, observable: Observable<T>): Promise<T> {
  const late = () => throwError(() => inVain(seconds, what));
  const never = () => new Error(`it ended without: ${what}`);
  return firstValueFrom(observable.pipe(timeout({ first: seconds * 1000, with: late }), throwIfEmpty(never)));
}

function inVain(seconds: number, what: string): Error {
  return new Error(`waited ${seconds} s in vain for: ${what}`);
}
