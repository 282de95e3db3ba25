/** The rehearsal can't run as it was asked to; the message says what to do. Its exit code is 2. */
export class RehearsalError extends Error {
  name = "RehearsalError";
}
