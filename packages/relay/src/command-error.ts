/**
 * Ends a command with exit code 2: a file or a destination that can't be used, or a vocabulary that can't be detected.
 * The message is one sentence that says what to do, and holds neither a key nor an address.
 */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
