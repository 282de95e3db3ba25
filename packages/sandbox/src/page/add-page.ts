import type { HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import type { PageFiles } from "./page-files.ts";

/** The page loads only its own files and talks only to the sandbox; what it shows can't run, nor be framed. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const headers = {
  "content-security-policy": policy,
  "cache-control": "no-store",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** Serves the page at `/`. A foreign host or origin is refused before, as for every request. */
export const addPage = (app: Hono<{ Bindings: HttpBindings }>, page: PageFiles): void => {
  for (const [path, { bytes, type }] of page) {
    app.get(path, (context) => context.body(bytes, 200, { ...headers, "content-type": type }));
  }
};
