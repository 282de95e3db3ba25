/** Thrown once, at construction, by an option that can't work; the message says what to do and never holds the write key. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}
