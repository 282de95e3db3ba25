/** A source that failed while it was read; what came before it is accounted for. */
export class SourceError extends Error {
  override readonly name = "SourceError";
}
