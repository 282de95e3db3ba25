import { createWebhookHandler } from "@email-events/bulk-tracking-webhook";
import { store } from "./store.ts";

const handle = createWebhookHandler({ auth: { secret: store.secret }, accept: store.accept });

/** What of a function URL's event the handler needs (payload format 2.0). */
interface FunctionUrlEvent {
  readonly requestContext: { readonly http: { readonly method: string } };
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

export const handler = async ({ requestContext, headers, body, isBase64Encoded }: FunctionUrlEvent) => {
  const { method } = requestContext.http;
  // A `Request` with GET may have no body, and a 405 needs none.
  const bytes = method === "POST" ? Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8") : null;
  const response = await handle(new Request("https://lambda.invalid/", { method, headers, body: bytes }));
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
};
