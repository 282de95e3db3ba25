import { streamBreaks, type StreamFault } from "./stream-fault.ts";

const digits = /^\d{1,9}$/;

/** The statuses that a fault can answer with. */
const isStatus = (text: string): boolean => /^[3-5]\d\d$/.test(text);

/** How a fault is written, for help and errors. */
export const streamFaultForms = `a status such as 503, delay:MS, or ${streamBreaks.join(", ")}, each optionally with :EVENTS, such as reset:500`;

/**
 * Parses a fault as it is written on a command line: `503`, `delay:2000`, `reset`, `cut-line:500`.
 *
 * @returns `undefined` where it isn't one.
 */
export const parseStreamFault = (text: string): StreamFault | undefined => {
  if (isStatus(text)) return { status: Number(text) };
  const [word = "", amount, ...more] = text.split(":");
  if (more.length > 0 || (amount !== undefined && !digits.test(amount))) return undefined;
  if (word === "delay") return amount === undefined ? undefined : { delayMs: Number(amount) };
  const how = streamBreaks.find((name) => name === word);
  return how && { break: how, afterEvents: Number(amount ?? 0) };
};
