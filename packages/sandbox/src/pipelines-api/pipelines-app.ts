import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { discardBody } from "../http/discard-body.ts";
import { buildInspectionApp } from "../inspection/inspection-app.ts";
import { isForeignOrigin } from "../inspection/origin.ts";
import { isLoopbackHost } from "../http/is-loopback-host.ts";
import { addPage } from "../page/add-page.ts";
import type { PageFiles } from "../page/page-files.ts";
import { answerErrors } from "./answers.ts";
import { createRequestHandler, endpoints, type RequestHandlerParts } from "./handle-request.ts";

/** Dependencies of the app. */
export interface PipelinesAppOptions extends RequestHandlerParts {
  /** Clears everything that was recorded. */
  readonly reset: () => void;
  /** The page at `/`; none for a sandbox in a test. */
  readonly page?: PageFiles | undefined;
}

/**
 * Builds the Pipelines API: `POST /v1/{identify,track,page,screen,group,alias,batch}`.
 *
 * Strict mode (`X-Strict-Mode: 1`) answers 400 and 401 where permissive mode answers 200 and drops the call.
 */
export const buildPipelinesApp = (options: PipelinesAppOptions): Hono<{ Bindings: HttpBindings }> => {
  const { faults, log, signal } = options;
  const handle = createRequestHandler(options);
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
