import { setTimeout as wait } from "node:timers/promises";
import { callTypes, type CallLimits, type CallType } from "@email-events/validator/pipelines";
import { faultRules, type Respond } from "../inspection/fault.ts";
import type { FaultQueue } from "../inspection/fault-queue.ts";
import { createKeyMask, type KeyMask } from "../inspection/mask-key.ts";
import type { RequestLog } from "../inspection/request-log.ts";
import { readBody, sizeOfBody, type Body } from "../http/read-body.ts";
import { readFault } from "../read-fault.ts";
import { answerFault, answerVerdict, type PipelinesContext } from "./answers.ts";
import { checkRequest } from "./check-request.ts";
import type { CallRecord } from "./create-record.ts";
import { isAuthorized, readCredentials } from "./credentials.ts";
import { failed, judgeCalls, type Noted, refuseKey } from "./verdict.ts";

/** What a request is handled with. */
export interface RequestHandlerParts {
  readonly record: CallRecord;
  readonly log: RequestLog;
  readonly faults: FaultQueue;
  readonly limits: CallLimits;
  readonly writeKey: string | undefined;
  readonly respond: Respond | undefined;
  /** Ends delays when the sandbox closes. */
  readonly signal: AbortSignal;
}

/** What comes after `/v1/`. */
type Endpoint = CallType | "batch";

export const endpoints: readonly Endpoint[] = [...callTypes, "batch"];

/** One text for each endpoint, because the record keeps it with every request. */
const paths = new Map(endpoints.map((endpoint) => [endpoint, `/v1/${endpoint}`]));

const maskInvalid = (invalid: Noted["invalid"], mask: KeyMask): Noted["invalid"] =>
  invalid && {
    outcome: invalid.outcome,
    errors: new Map(Array.from(invalid.errors, ([index, errors]) => [index, mask.errors(errors)])),
  };

/** A request that was read. */
interface ReadRequest {
  readonly path: string;
  readonly isStrict: boolean;
  readonly isKeyAccepted: boolean;
  readonly body: Body;
  readonly sizeBytes: number;
  readonly mask: KeyMask;
}

/** Creates what handles the requests of all endpoints: reads them, makes their faults, counts, records and answers them. */
export const createRequestHandler = (parts: RequestHandlerParts) => {
  const { faults, limits, log, record, signal, writeKey } = parts;

  const read = async (context: PipelinesContext, endpoint: Endpoint): Promise<ReadRequest> => {
    const maxBytes = endpoint === "batch" ? limits.maxBatchBytes : limits.maxCallBytes;
    const body = await readBody(context.env.incoming, context.req.header("content-encoding"), maxBytes);
    const credentials = readCredentials(context.req.header("authorization"));
    return {
      path: paths.get(endpoint) ?? context.req.path,
      isStrict: context.req.header("x-strict-mode") === "1",
      isKeyAccepted: isAuthorized(credentials, writeKey),
      body,
      sizeBytes: sizeOfBody(body),
      mask: createKeyMask(credentials.key, writeKey),
    };
  };

  /** Records a request. The status is absent where the connection is cut. */
  const note = ({ body, isKeyAccepted, isStrict, mask, path, sizeBytes }: ReadRequest, noted: Noted, status?: number) =>
    // Each member is named, because to spread one object into another takes longer than all the rest.
    log.add({
      timeMs: Date.now(),
      endpoint: path,
      isStrict,
      isKeyAccepted,
      status,
      sizeBytes,
      errors: mask.errors(noted.errors),
      outcome: noted.outcome,
      reasons: noted.reasons,
      callCount: noted.callCount,
      invalid: maskInvalid(noted.invalid, mask),
      // The last that is done with the body, so that it needs no copy.
      body: body.status === "read" ? mask.body(body.bytes, body.text) : undefined,
    });

  const askForFault = async (respond: Respond, number: number, { isStrict, path, sizeBytes }: ReadRequest) =>
    readFault(await respond({ number, path, strict: isStrict, sizeBytes }), faultRules);

  return async (context: PipelinesContext, endpoint: Endpoint): Promise<Response> => {
    const { incoming } = context.env;
    const number = record.request();
    const request = await read(context, endpoint);
    const fault = faults.take() ?? (parts.respond && (await askForFault(parts.respond, number, request)));
    if (fault?.delayMs !== undefined) await wait(fault.delayMs, undefined, { signal }).catch(() => undefined);
    if (fault?.reset === "before") {
      note(request, failed);
      incoming.socket.destroy();
      return context.body(null, 500);
    }
    if (fault?.status !== undefined) {
      note(request, failed, fault.status);
      return answerFault({ ...fault, status: fault.status });
    }
    const { body, isKeyAccepted, isStrict } = request;
    const verdict = isKeyAccepted
      ? judgeCalls(record, checkRequest(endpoint, body, limits), isStrict)
      : refuseKey(record, isStrict);
    note(request, verdict, fault?.reset === "after" ? undefined : verdict.status);
    if (fault?.reset === "after") incoming.socket.destroy();
    return answerVerdict(context, verdict);
  };
};
