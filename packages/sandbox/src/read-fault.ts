import { readOptions, type OptionRules } from "./option-rules.ts";

/** The answer that a fault makes in place of the server's. */
interface FaultAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Statuses of answers without a body (RFC 9110, 15). */
const bodiless: readonly (number | undefined)[] = [204, 205, 304];

/**
 * Checks what was chosen as the fault of a request.
 *
 * @returns The fault; `undefined` for none.
 * @throws TypeError for what isn't a fault, for the headers or the body of an answer without a status, and for the body of
 *   one that has none.
 */
export const readFault = <Fault extends FaultAnswer>(
  chosen: Fault | null | undefined,
  rules: OptionRules<Fault>,
): Fault | undefined => {
  if (chosen === undefined || chosen === null) return undefined;
  const fault = readOptions("The fault of a request", chosen, rules);
  if (fault.body !== undefined && bodiless.includes(fault.status))
    throw new TypeError(`a fault with the status ${fault.status} must have no body`);
  if (fault.status !== undefined || (fault.headers === undefined && fault.body === undefined)) return fault;
  throw new TypeError("a fault with headers or a body must have a status, too");
};
