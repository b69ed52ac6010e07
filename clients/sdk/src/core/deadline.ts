import { firstValueFrom, throwError, throwIfEmpty, timeout, type Observable } from "rxjs";

/** Waits for the first value of `observable`, but no longer than `seconds`; then lets go of it. */
export function first<T>(seconds: number, what: string, observable: Observable<T>): Promise<T> {
  const late = () => throwError(() => inVain(seconds, what));
  const never = () => new Error(`it ended without: ${what}`);
  return firstValueFrom(observable.pipe(timeout({ first: seconds * 1000, with: late }), throwIfEmpty(never)));
}

/** What a wait ends with at its deadline. */
export function inVain(seconds: number, what: string): Error {
  return new Error(`waited ${seconds} s in vain for: ${what}`);
}
