import type { Clock } from "../clock.ts";
import { isHeaderText } from "../settings.ts";
import type { Secret } from "../stream-options.ts";

/** The secret, or why there is none: now, or ever, where the function returns what can't be one. */
export type Asked =
  | { readonly status: "given"; readonly secret: string }
  | { readonly status: "transient"; readonly reason: string }
  | { readonly status: "refused"; readonly error: TypeError };

const misfit = "The token function must return a string of visible ASCII characters without blanks.";

const transient = (reason: string): Asked => ({ status: "transient", reason });

/** Only the name of the error: its message is that of another service, and may hold a secret. */
const nameOf = (error: unknown): string => {
  try {
    return error instanceof Error ? ` (${error.name.replace(/\W/g, "").slice(0, 50)})` : "";
  } catch {
    // A name that is no text, or a getter that throws.
    return "";
  }
};

const call = async (secret: () => string | Promise<string>): Promise<Asked> => {
  let given: unknown;
  try {
    given = await secret();
  } catch (error) {
    return transient(`the token function failed${nameOf(error)}`);
  }
  if (isHeaderText(given)) return { status: "given", secret: given };
  return { status: "refused", error: new TypeError(misfit) };
};

/** Asks for the secret, for `timeoutMs` at most. A function that fails is asked again by the next attempt. */
export const askSecret = (secret: Secret, clock: Clock, timeoutMs: number, signal: AbortSignal): Promise<Asked> => {
  if (typeof secret === "string") return Promise.resolve({ status: "given", secret });
  return new Promise((resolve) => {
    const settle = (asked: Asked): void => {
      cancel();
      signal.removeEventListener("abort", onAbort);
      resolve(asked);
    };
    const onAbort = (): void => settle(transient("aborted"));
    const cancel = clock.after(timeoutMs, () => settle(transient(`the token function took over ${timeoutMs} ms`)));
    signal.addEventListener("abort", onAbort);
    if (signal.aborted) onAbort();
    else void call(secret).then(settle);
  });
};
