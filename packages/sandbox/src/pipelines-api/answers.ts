import { printableJson, toLine } from "@email-events/core/mapping";
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Fault } from "../inspection/fault.ts";
import type { Verdict } from "./verdict.ts";

/** The context of a request to the app, with the request as Node received it. */
export type PipelinesContext = Context<{ Bindings: HttpBindings }>;

/** Answers as a fault says. */
export const answerFault = (fault: Fault & { readonly status: number }): Response =>
  new Response(fault.body ?? null, { status: fault.status, ...(fault.headers && { headers: fault.headers }) });

/** Answers with the errors, made safe to log because they can contain names and values of the request. */
export const answerErrors = (
  context: PipelinesContext,
  errors: readonly string[],
  status: 400 | 403 | 421 | 500,
): Response => {
  const meta = { errors: errors.map((error) => toLine(error)) };
  return context.body(printableJson({ meta }), status, { "content-type": "application/json" });
};

/** Answers a request that was judged. */
export const answerVerdict = (context: PipelinesContext, { errors, status }: Verdict): Response => {
  if (status === 401) return context.body(null, 401);
  return status === 200 ? context.json({}, 200) : answerErrors(context, errors, 400);
};
