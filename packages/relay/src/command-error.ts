/**
 * Ends a command with exit code 2: wrong usage, or a file or destination that can't be used. The message is one sentence
 * that says what to do, and holds neither a key nor an address.
 */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
