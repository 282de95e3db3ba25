const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** Whether a `Host` header names this machine's loopback, by name or address, with or without a port. */
export const isLoopbackHost = (header: string | undefined): boolean =>
  header !== undefined && loopbackHost.test(header);
