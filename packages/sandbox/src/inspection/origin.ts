import { isLoopbackHost } from "../http/is-loopback-host.ts";

/** Returns the host of an `Origin` header; empty for one that is none, such as `null`. */
const hostOf = (origin: string): string => /^https?:\/\/([^/]+)$/i.exec(origin)?.[1] ?? "";

/** Whether a page of another site sent the request. A program sends no `Origin`. */
export const isForeignOrigin = (origin: string | undefined): boolean =>
  origin !== undefined && !isLoopbackHost(hostOf(origin));

/** Whether a page of another origin sent the request: another site, or another port of this machine. */
export const isOtherOrigin = (origin: string | undefined, host: string | undefined): boolean =>
  origin !== undefined && hostOf(origin).toLowerCase() !== host?.toLowerCase();
