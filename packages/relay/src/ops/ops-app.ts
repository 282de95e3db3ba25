import { toLine } from "@email-events/core/mapping";
import type { Context, Hono } from "hono";
import type { RunSnapshot } from "./snapshot.ts";

/** What the pages are made with. */
export interface OpsParts {
  readonly snapshot: () => RunSnapshot | Promise<RunSnapshot>;
  readonly formatMetrics: (snapshot: RunSnapshot) => Promise<string>;
  readonly metricsType: string;
}

const toReadiness = ({ ready, paused, queue }: RunSnapshot) => {
  // A run is ready although one of several sources is paused.
  const warned = [...(ready.ok ? paused : []), ...(queue?.warnings ?? [])];
  const warnings = warned.map((warning) => `warning: ${toLine(warning)}\n`).join("");
  return ready.ok
    ? { status: 200 as const, text: `ready\n${warnings}` }
    : { status: 503 as const, text: `${toLine(ready.reason)}\n${warnings}` };
};

/**
 * Adds `/healthz` (the process answers), `/readyz` (events are read and delivered, with a warning for each source that isn't read; otherwise 503 with the reason) and
 * `/metrics` to an app.
 */
export const addOpsPages = (app: Hono, { snapshot, formatMetrics, metricsType }: OpsParts): Hono => {
  const pages: Readonly<Record<string, (context: Context) => Response | Promise<Response>>> = {
    "/healthz": (context) => context.text("ok\n"),
    "/readyz": async (context) => {
      const { status, text } = toReadiness(await snapshot());
      return context.text(text, status);
    },
    "/metrics": async (context) =>
      context.body(await formatMetrics(await snapshot()), 200, { "content-type": metricsType }),
  };
  app.use(async (context, next) => {
    await next();
    context.header("cache-control", "no-store");
    context.header("x-content-type-options", "nosniff");
  });
  for (const [path, answer] of Object.entries(pages)) {
    // HEAD is answered by GET.
    app.get(path, answer);
    app.all(path, (context) => context.text("Only GET is answered here.\n", 405, { allow: "GET, HEAD" }));
  }
  app.notFound((context) => context.text(`There are ${Object.keys(pages).join(", ")}.\n`, 404));
  // The error isn't shown: its message may contain anything.
  app.onError((_error, context) => context.text("The state of the run can't be read.\n", 500));
  return app;
};
