/** `unauthorized`: HTTP 401; from a token function, with its new token, too. `refused`: any other permanent failure. */
export type StreamErrorCode = "unauthorized" | "refused";

/** Thrown by the iteration when Airship refuses the stream. The message contains the server's words, and no secret. */
export class AirshipStreamError extends Error {
  override readonly name = "AirshipStreamError";
  readonly code: StreamErrorCode;
  /** The status of the answer. */
  readonly httpStatus: number;

  constructor(code: StreamErrorCode, httpStatus: number, message: string) {
    super(message);
    this.code = code;
    this.httpStatus = httpStatus;
  }
}
