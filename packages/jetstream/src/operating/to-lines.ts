import { splitBytes } from "../wire/lines.ts";

const lineBreak = 10;
const blank = 32;

const isJson = (bytes: Uint8Array): boolean => {
  try {
    JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
};

const isBlank = (line: Uint8Array): boolean => line.every((byte) => byte <= blank);

/**
 * Returns the events of a payload as lines. In JSON, a line break is between tokens and as good as a blank; what isn't JSON
 * may be several events, with blank lines between them or a line break at the end.
 */
export const toLines = (payload: Uint8Array): readonly Uint8Array[] => {
  if (!payload.includes(lineBreak)) return [payload];
  return isJson(payload)
    ? [payload.map((byte) => (byte === lineBreak ? blank : byte))]
    : splitBytes(payload).filter((line) => !isBlank(line));
};
