/** `unauthorized`: HTTP 401; from a token function, with its new token, too. `refused`: any other permanent failure. */
export type StreamErrorCode = "unauthorized" | "refused";

// Each build of the package (ESM, CommonJS) has its own class; both share this symbol.
const brand = Symbol.for("@email-events/airship-stream/AirshipStreamError");

/**
 * Thrown by the iteration when Airship refuses the stream. The message contains the server's words, and no secret.
 *
 * `instanceof` also recognizes the errors of the package's other build.
 */
export class AirshipStreamError extends Error {
  override readonly name = "AirshipStreamError";
  readonly code: StreamErrorCode;
  /** The status of the answer. */
  readonly httpStatus: number;

  static {
    Object.assign(this.prototype, { [brand]: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // A subclass recognizes only its own instances.
    return this === AirshipStreamError ? brand in Object(value) : super[Symbol.hasInstance](value);
  }

  constructor(code: StreamErrorCode, httpStatus: number, message: string) {
    super(message);
    this.code = code;
    this.httpStatus = httpStatus;
  }
}
