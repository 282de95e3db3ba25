// Each build of the package (ESM, CommonJS, each entry point) has its own class; all share this symbol.
const brand = Symbol.for("@email-events/pipelines/ConfigError");

/**
 * Thrown by `createPipelinesClient` for an invalid option, and under Node for a proxy variable that isn't the URL of an
 * HTTP proxy. The message says what to do and never contains the write key.
 *
 * `instanceof` also recognizes the errors of the package's other builds.
 */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  static {
    Object.assign(this.prototype, { [brand]: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // A subclass recognizes only its own instances.
    return this === ConfigError ? isConfigError(value) : super[Symbol.hasInstance](value);
  }
}

/** Whether a value is a `ConfigError` of any build of the package. */
export const isConfigError = (value: unknown): value is ConfigError => brand in Object(value);
