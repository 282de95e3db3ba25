/**
 * Ends a command with exit code 2: an unusable file or destination, or a vocabulary that can't be detected. The message
 * is one sentence that says what to do, without a key or an address.
 */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
