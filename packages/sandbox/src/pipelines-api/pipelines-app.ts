import { setTimeout as wait } from "node:timers/promises";
import { printableJson, toLine } from "@email-events/core/mapping";
import type { HttpBindings } from "@hono/node-server";
import { Hono, type Context } from "hono";
import { callTypes, type CallLimits, type CallType } from "@email-events/validator/pipelines";
import type { CallRecord } from "./create-record.ts";
import { faultRules, type Fault, type Respond } from "../inspection/fault.ts";
import { isAuthorized, readCredentials } from "./credentials.ts";
import { isLoopbackHost } from "../is-loopback-host.ts";
import { checkRequest, type CheckedRequest } from "./check-request.ts";
import { discardBody } from "../discard-body.ts";
import type { FaultQueue } from "../inspection/fault-queue.ts";
import { buildInspectionApp } from "../inspection/inspection-app.ts";
import { createKeyMask, type KeyMask } from "../inspection/mask-key.ts";
import { isForeignOrigin } from "../inspection/origin.ts";
import type { RequestEntry, RequestLog } from "../inspection/request-log.ts";
import { addPage } from "../page/add-page.ts";
import type { PageFiles } from "../page/page-files.ts";
import { readBody, sizeOfBody } from "../read-body.ts";
import { readFault } from "../read-fault.ts";

/** Dependencies of the app. */
export interface PipelinesAppOptions {
  readonly record: CallRecord;
  readonly log: RequestLog;
  readonly faults: FaultQueue;
  /** Clears everything that was recorded. */
  readonly reset: () => void;
  readonly limits: CallLimits;
  readonly writeKey: string | undefined;
  readonly respond: Respond | undefined;
  /** The page at `/`; none for a sandbox in a test. */
  readonly page?: PageFiles | undefined;
  /** Ends delays when the sandbox closes. */
  readonly signal: AbortSignal;
}

type PipelinesContext = Context<{ Bindings: HttpBindings }>;

const answerFault = (context: PipelinesContext, fault: Fault & { readonly status: number }): Response =>
  new Response(fault.body ?? null, { status: fault.status, ...(fault.headers && { headers: fault.headers }) });

/** Answers with the errors, made safe to log because they can contain names and values of the request. */
const answerErrors = (
  context: PipelinesContext,
  errors: readonly string[],
  status: 400 | 403 | 421 | 500,
): Response => {
  const meta = { errors: errors.map((error) => toLine(error)) };
  return context.body(printableJson({ meta }), status, { "content-type": "application/json" });
};

/** What became of a request, as it is recorded. */
type Noted = Pick<RequestEntry, "callCount" | "errors" | "invalid" | "outcome" | "reasons">;

/** What became of a request, as it is answered and recorded. */
type Verdict = Noted & { readonly status: 200 | 400 | 401 };

const wrongKey = "the write key is missing, or isn't the accepted one";
const refusedAsWhole = ["another call of the batch is refused, and strict mode refuses all"];
const none: readonly string[] = [];
const byFault = ["a fault that the sandbox was told to make; nothing is stored"];
const failed: Noted = { outcome: "failed", reasons: byFault, errors: byFault };

const maskInvalid = (invalid: Noted["invalid"], mask: KeyMask): Noted["invalid"] =>
  invalid && {
    outcome: invalid.outcome,
    errors: new Map(Array.from(invalid.errors, ([index, errors]) => [index, mask.errors(errors)])),
  };

const endpoints: readonly (CallType | "batch")[] = [...callTypes, "batch"];

/** One text for each endpoint, because the record keeps it with every request. */
const paths = new Map(endpoints.map((endpoint) => [endpoint, `/v1/${endpoint}`]));

/**
 * Builds the Pipelines API: `POST /v1/{identify,track,page,screen,group,alias,batch}`.
 *
 * Strict mode (`X-Strict-Mode: 1`) answers 400 and 401 where permissive mode answers 200 and drops the call. The
 * documentation doesn't say whether a strict batch fails as a whole or in part; here it fails as a whole, the harder
 * case for a client.
 */
export const buildPipelinesApp = (options: PipelinesAppOptions): Hono<{ Bindings: HttpBindings }> => {
  const { faults, limits, log, record, signal } = options;

  const store = (checked: CheckedRequest, isStrict: boolean): Verdict => {
    const { callCount, errors, invalid, valid } = checked;
    const isRefused = isStrict && invalid.size > 0;
    if (isRefused) record.reject(callCount);
    else {
      record.accept(valid);
      record.drop(invalid.size);
    }
    return {
      status: isRefused ? 400 : 200,
      outcome: isRefused ? "rejected" : "accepted",
      reasons: isRefused ? refusedAsWhole : none,
      errors: errors.length === 0 ? none : errors,
      invalid: invalid.size === 0 ? undefined : { outcome: isRefused ? "rejected" : "dropped", errors: invalid },
      callCount,
    };
  };

  const refuseKey = (isStrict: boolean): Verdict => {
    const outcome = isStrict ? "rejected" : "dropped";
    if (isStrict) record.reject(1);
    else record.drop(1);
    return { status: isStrict ? 401 : 200, outcome, reasons: [wrongKey], errors: [wrongKey] };
  };

  const answer = (context: PipelinesContext, { errors, status }: Verdict): Response => {
    if (status === 401) return context.body(null, 401);
    return status === 200 ? context.json({}, 200) : answerErrors(context, errors, 400);
  };

  const handle = async (context: PipelinesContext, endpoint: CallType | "batch"): Promise<Response> => {
    const number = record.request();
    const path = paths.get(endpoint) ?? context.req.path;
    const { incoming } = context.env;
    const isStrict = context.req.header("x-strict-mode") === "1";
    const maxBytes = endpoint === "batch" ? limits.maxBatchBytes : limits.maxCallBytes;
    const body = await readBody(incoming, context.req.header("content-encoding"), maxBytes);
    const sizeBytes = sizeOfBody(body);
    const credentials = readCredentials(context.req.header("authorization"));
    const mask = createKeyMask(credentials.key, options.writeKey);
    const isKeyAccepted = isAuthorized(credentials, options.writeKey);
    /** The status is absent where the connection is cut. */
    const note = (verdict: Noted, status?: number): void =>
      // Each member is named, because to spread one object into another takes longer than all the rest.
      log.add({
        timeMs: Date.now(),
        endpoint: path,
        isStrict,
        isKeyAccepted,
        status,
        sizeBytes,
        errors: mask.errors(verdict.errors),
        outcome: verdict.outcome,
        reasons: verdict.reasons,
        callCount: verdict.callCount,
        invalid: maskInvalid(verdict.invalid, mask),
        // The last that is done with the body, so that it needs no copy.
        body: body.status === "read" ? mask.body(body.bytes, body.text) : undefined,
      });

    const respond = async () =>
      readFault(await options.respond?.({ number, path, strict: isStrict, sizeBytes }), faultRules);
    const fault = faults.take() ?? (options.respond && (await respond()));
    if (fault?.delayMs !== undefined) await wait(fault.delayMs, undefined, { signal }).catch(() => undefined);
    if (fault?.reset === "before") {
      note(failed);
      incoming.socket.destroy();
      return context.body(null, 500);
    }
    if (fault?.status !== undefined) {
      note(failed, fault.status);
      return answerFault(context, { ...fault, status: fault.status });
    }
    const verdict = isKeyAccepted ? store(checkRequest(endpoint, body, limits), isStrict) : refuseKey(isStrict);
    note(verdict, fault?.reset === "after" ? undefined : verdict.status);
    if (fault?.reset === "after") incoming.socket.destroy();
    return answer(context, verdict);
  };

  const app = new Hono<{ Bindings: HttpBindings }>();
  // By default Hono prints the error to stderr.
  app.onError((error, context) => answerErrors(context, [`the sandbox or its respond failed: ${error.message}`], 500));
  app.use(async (context, next) => {
    await next();
    // Whatever refuses a request doesn't read its body.
    await discardBody(context.env.incoming);
  });
  app.use((context, next) => {
    // A page of another site can reach loopback with its own host name, and read the answers (DNS rebinding).
    const isOwnHost = isLoopbackHost(context.req.header("host"));
    if (isOwnHost && !isForeignOrigin(context.req.header("origin"))) return next();
    const refused = isOwnHost
      ? answerErrors(context, ["the Origin header must name this machine's loopback, or be left out"], 403)
      : answerErrors(context, ["the Host header must name this machine's loopback"], 421);
    return Promise.resolve(refused);
  });
  app.route("/_sandbox", buildInspectionApp({ log, faults, reset: options.reset, signal }));
  if (options.page !== undefined) addPage(app, options.page);
  for (const endpoint of endpoints) app.post(`/v1/${endpoint}`, (context) => handle(context, endpoint));
  return app;
};
