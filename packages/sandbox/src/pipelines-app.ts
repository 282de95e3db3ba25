import { setTimeout as wait } from "node:timers/promises";
import { printableJson, toLine } from "@email-events/core/mapping";
import type { HttpBindings } from "@hono/node-server";
import { Hono, type Context } from "hono";
import { callTypes, type CallLimits, type CallType } from "@email-events/validator/pipelines";
import type { CallRecord } from "./create-record.ts";
import type { Fault, Respond } from "./fault.ts";
import { isAuthorized } from "./is-authorized.ts";
import { isLoopbackHost } from "./is-loopback-host.ts";
import { checkRequest } from "./check-request.ts";
import { readBody } from "./read-body.ts";

/** Dependencies of the app. */
export interface PipelinesAppOptions {
  readonly record: CallRecord;
  readonly limits: CallLimits;
  readonly writeKey: string | undefined;
  readonly respond: Respond | undefined;
  /** Ends delays when the sandbox closes. */
  readonly signal: AbortSignal;
}

type PipelinesContext = Context<{ Bindings: HttpBindings }>;

const answerFault = (context: PipelinesContext, fault: Fault & { readonly status: number }): Response =>
  new Response(fault.body ?? null, { status: fault.status, ...(fault.headers && { headers: fault.headers }) });

/** Answers with the faults, made safe to log because they can contain names and values of the request. */
const answerErrors = (context: PipelinesContext, errors: readonly string[], status: 400 | 421 | 500): Response => {
  const meta = { errors: errors.map((error) => toLine(error)) };
  return context.body(printableJson({ meta }), status, { "content-type": "application/json" });
};

const endpoints: readonly (CallType | "batch")[] = [...callTypes, "batch"];

/**
 * Builds the Pipelines API: `POST /v1/{identify,track,page,screen,group,alias,batch}`.
 *
 * Strict mode (`X-Strict-Mode: 1`) answers 400 and 401 where permissive mode answers 200 and drops the call. The
 * documentation doesn't say whether a strict batch fails as a whole or in part; here it fails as a whole, the harder
 * case for a client.
 */
export const buildPipelinesApp = (options: PipelinesAppOptions): Hono<{ Bindings: HttpBindings }> => {
  const { record, limits, signal } = options;

  const store = (context: PipelinesContext, checked: ReturnType<typeof checkRequest>, strict: boolean): Response => {
    if (strict && checked.invalidCount > 0) {
      record.reject(checked.valid.length + checked.invalidCount);
      return answerErrors(context, checked.errors, 400);
    }
    record.accept(checked.valid);
    record.drop(checked.invalidCount);
    return context.json({}, 200);
  };

  const refuseKey = (context: PipelinesContext, strict: boolean): Response => {
    if (strict) record.reject(1);
    else record.drop(1);
    return strict ? context.body(null, 401) : context.json({}, 200);
  };

  const handle = async (context: PipelinesContext, endpoint: CallType | "batch"): Promise<Response> => {
    const number = record.request();
    const { incoming } = context.env;
    const strict = context.req.header("x-strict-mode") === "1";
    const maxBytes = endpoint === "batch" ? limits.maxBatchBytes : limits.maxCallBytes;
    const body = await readBody(incoming, context.req.header("content-encoding"), maxBytes);
    const sizeBytes = body.status === "read" ? body.bytes.length : 0;

    const fault = options.respond?.({ number, path: context.req.path, strict, sizeBytes });
    if (fault?.delayMs !== undefined) await wait(fault.delayMs, undefined, { signal }).catch(() => undefined);
    if (fault?.reset === "before") incoming.socket.destroy();
    if (fault?.reset === "before") return context.body(null, 500);
    if (fault?.status !== undefined) return answerFault(context, { ...fault, status: fault.status });

    const answer = isAuthorized(context.req.header("authorization"), options.writeKey)
      ? store(context, checkRequest(endpoint, body, limits), strict)
      : refuseKey(context, strict);
    if (fault?.reset === "after") incoming.socket.destroy();
    return answer;
  };

  const app = new Hono<{ Bindings: HttpBindings }>();
  // By default Hono prints the error to stderr.
  app.onError((error, context) => answerErrors(context, [`the sandbox or its respond failed: ${error.message}`], 500));
  // A page of another site can reach loopback with its own host name, and read the answers (DNS rebinding).
  app.use(async (context, next) => {
    if (isLoopbackHost(context.req.header("host"))) return next();
    return answerErrors(context, ["the Host header must name this machine's loopback"], 421);
  });
  for (const endpoint of endpoints) app.post(`/v1/${endpoint}`, (context) => handle(context, endpoint));
  return app;
};
