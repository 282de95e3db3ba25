/** Why a run ended: its exit code, for a supervisor. `unexpected` is that of Node for an error that nothing catches. */
export const exitCodes = {
  unexpected: 1,
  sourceRefused: 3,
  cannotListen: 3,
  stateUnusable: 4,
  graceExceeded: 5,
} as const;

/** Ends a run with an exit code of its own. The message says what to do, without a key or an address. */
export class RunError extends Error {
  override readonly name = "RunError";
  readonly exitCode: number;

  constructor(kind: keyof typeof exitCodes, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCodes[kind];
  }
}
