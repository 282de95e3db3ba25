import { once } from "node:events";
import { createServer } from "node:tls";
import { expect, it } from "vitest";
import { createReader } from "../src/testing/reader.ts";
import { makeSelfSigned } from "../src/testing/self-signed.ts";

const pem = makeSelfSigned();
const skipped = pem === undefined ? " (skipped: there is no openssl)" : "";

it.skipIf(pem === undefined)(
  `says what to do about a certificate that isn't trusted, and tries again${skipped}`,
  async () => {
    const server = createServer({ key: pem, cert: pem });
    await once(server.listen(0, "localhost"), "listening");
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const { chunks, reached } = createReader({ endpoint: `https://localhost:${port}` });
    const next = chunks.next();
    const reason = /^connection failed: DEPTH_ZERO_SELF_SIGNED_CERT: set NODE_EXTRA_CA_CERTS to a file/;
    expect(await reached("waiting", 2)).toMatchObject({ reason: expect.stringMatching(reason) });
    await chunks.return?.();
    await next;
    server.close();
  },
);
