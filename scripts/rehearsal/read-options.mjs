import { parseArgs } from "node:util";
import { RehearsalError } from "./rehearsal-error.mjs";

const usage = "write pnpm rehearse [--ref REF] [--port PORT] [--write]";

/**
 * Reads the command line of the rehearsal.
 *
 * @throws RehearsalError if it can't be read
 */
export const readOptions = (args) => {
  const options = { ref: { type: "string" }, port: { type: "string" }, write: { type: "boolean" } };
  let values;
  try {
    ({ values } = parseArgs({ options, args: args.filter((arg) => arg !== "--") }));
  } catch (error) {
    throw new RehearsalError(`${error.message.split(/\.\s|\.$/)[0]}; ${usage}`);
  }
  const { ref = "HEAD", port = "0", write: isWriting = false } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new RehearsalError(`--port ${JSON.stringify(port)} is no port; pass a number from 0 to 65535`);
  return { ref, port: Number(port), isWriting };
};
