// Cloudflare Workers: npx wrangler secret put WEBHOOK_SECRET, and PIPELINES_WRITE_KEY
import { createWebhookHandler } from "@email-events/bulk-tracking-webhook";
import { createAccept } from "../deliver.ts";

interface Env {
  readonly WEBHOOK_SECRET: string;
  readonly PIPELINES_WRITE_KEY: string;
  readonly PIPELINES_ENDPOINT?: string;
}

export default {
  fetch: (request: Request, env: Env): Promise<Response> => {
    // Not at module scope: what waits for a timer or an answer can't outlive the request that started it.
    const handle = createWebhookHandler({
      auth: { secret: env.WEBHOOK_SECRET },
      accept: createAccept(env.PIPELINES_WRITE_KEY, env.PIPELINES_ENDPOINT),
    });
    return handle(request);
  },
};
