/**
 * Ends a command with exit code 2: wrong usage, or an unusable file or destination. The message is one sentence that
 * says what to do, without a key or an address.
 */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
