// Each build of the package (ESM, CommonJS, each entry) has a class of its own; they share this symbol.
const brand = Symbol.for("@email-events/pipelines/ConfigError");

/**
 * Thrown once, at construction, for an option that can't work. The message says what to do and never holds the write key.
 *
 * `instanceof` also recognises the errors of the package's other builds.
 */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  static {
    Object.defineProperty(this.prototype, brand, { value: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // A subclass recognises its own instances alone.
    return this === ConfigError ? isConfigError(value) : super[Symbol.hasInstance](value);
  }
}

/** Whether a value is a `ConfigError`, of whichever build of the package: ESM and CommonJS have a class each. */
export const isConfigError = (value: unknown): value is ConfigError =>
  typeof value === "object" && value !== null && brand in value;
