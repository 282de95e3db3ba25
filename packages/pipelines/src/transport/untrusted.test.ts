import { once } from "node:events";
import { createServer } from "node:tls";
import { expect, it } from "vitest";
import { makeSelfSigned } from "../testing/self-signed.ts";
import { createNodeTransport } from "./node-http.ts";
import { toNetworkCause, wasNeverSent } from "./transport.ts";

const pem = makeSelfSigned();
const skipped = pem === undefined ? " (skipped: there is no openssl)" : "";

it.skipIf(pem === undefined).each([
  ["the server", (url: string) => [url, {}] as const],
  ["the proxy", (url: string) => ["https://pipelines.test", { ALL_PROXY: url }] as const],
])(`the cause says what to do about a certificate of %s that isn't trusted${skipped}`, async (_, toRoute) => {
  const server = createServer({ key: pem, cert: pem });
  await once(server.listen(0, "localhost"), "listening");
  const address = server.address();
  const [origin, env] = toRoute(`https://localhost:${typeof address === "object" && address ? address.port : 0}`);
  const transport = createNodeTransport(env);
  const request = { url: new URL("/v1/batch", origin), headers: {}, body: new Uint8Array(2) };
  const failed: unknown = await transport
    .send({ ...request, signal: new AbortController().signal })
    .catch((error: unknown) => error);
  expect(toNetworkCause(failed)).toMatch(
    /^network error DEPTH_ZERO_SELF_SIGNED_CERT: set NODE_EXTRA_CA_CERTS to a file/,
  );
  expect(wasNeverSent(failed)).toBe(true);
  transport.close?.();
  server.close();
});
