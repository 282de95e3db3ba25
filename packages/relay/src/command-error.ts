/** More about the error of a command. */
interface CommandErrorOptions extends ErrorOptions {
  readonly details?: readonly string[];
}

/**
 * Ends a command with exit code 2: an unusable file or destination, or a vocabulary that can't be detected. The message
 * is one sentence that says what to do, without a key or an address.
 */
export class CommandError extends Error {
  override readonly name = "CommandError";
  /** Lines that follow the message, such as each problem of a file. */
  readonly details: readonly string[];

  constructor(message: string, { details = [], ...options }: CommandErrorOptions = {}) {
    super(message, options);
    this.details = details;
  }
}
