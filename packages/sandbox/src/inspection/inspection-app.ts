import { printableJson } from "@email-events/core/mapping";
import type { HttpBindings } from "@hono/node-server";
import { Hono, type Context } from "hono";
import type { FaultQueue } from "./fault-queue.ts";
import { streamRequests } from "./event-stream.ts";
import { isOtherOrigin } from "./origin.ts";
import type { RequestLog } from "./request-log.ts";

/** Dependencies of the inspection. */
export interface InspectionOptions {
  readonly log: RequestLog;
  readonly faults: FaultQueue;
  /** Clears the record of the sandbox, the log included. */
  readonly reset: () => void;
  readonly signal: AbortSignal;
}

type InspectionContext = Context<{ Bindings: HttpBindings }>;

const headers = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

const json = (context: InspectionContext, value: unknown, status: 200 | 400 | 403 = 200): Response =>
  context.body(printableJson(value), status, { ...headers, "content-type": "application/json" });

const refuse = (context: InspectionContext, error: string, status: 400 | 403): Response =>
  json(context, { meta: { errors: [error] } }, status);

/** Requests are read in parts of at most this many, so that an answer stays small. */
const maxRequests = 1_000;

const toNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

const readJson = async (context: InspectionContext): Promise<unknown> => {
  const maxChars = 10_000;
  try {
    const text = await context.req.text();
    const value: unknown = text.length > maxChars ? undefined : JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
};

/**
 * Builds what pages and programs of this machine see of the sandbox, under `/_sandbox/`: `requests` (also as server-sent
 * events), `reset` and `faults`. It has no CORS, and refuses pages of other origins.
 */
export const buildInspectionApp = ({
  faults,
  log,
  reset,
  signal,
}: InspectionOptions): Hono<{ Bindings: HttpBindings }> => {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use("*", async (context, next) => {
    const isCrossSite = context.req.header("sec-fetch-site") === "cross-site";
    if (!isCrossSite && !isOtherOrigin(context.req.header("origin"), context.req.header("host"))) return next();
    return refuse(context, "only a page of the sandbox itself may read this", 403);
  });
  app.get("/requests", (context) => {
    const given = context.req.query("after");
    const after = toNumber(context.req.header("last-event-id")) ?? toNumber(given) ?? 0;
    if (given !== undefined && toNumber(given) === undefined)
      return refuse(context, "after must be the number of a request, or left out", 400);
    if (context.req.header("accept")?.includes("text/event-stream") !== true)
      return json(context, log.read(after, maxRequests));
    return context.body(streamRequests(log, after, signal), 200, { ...headers, "content-type": "text/event-stream" });
  });
  app.post("/reset", (context) => {
    reset();
    return json(context, {});
  });
  app.get("/faults", (context) => json(context, faults.state()));
  app.post("/faults", async (context) => {
    const problem = faults.set(await readJson(context));
    return problem === undefined ? json(context, faults.state()) : refuse(context, problem, 400);
  });
  return app;
};
