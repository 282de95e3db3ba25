/** A registry on loopback, which forgets everything when it is closed. */
export interface Registry {
  readonly origin: string;
  /** The names of published packages, in order. */
  readonly published: () => readonly string[];
  readonly close: () => void;
}

/**
 * Starts a registry.
 *
 * @param port - 0, the default, for a free one
 * @throws RehearsalError if the port is taken
 */
export declare const startRegistry: (port?: number) => Promise<Registry>;
