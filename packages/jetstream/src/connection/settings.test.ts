import { nkeys } from "@nats-io/transport-node";
import { describe, expect, it } from "vitest";
import type { QueueCredentials } from "./connection-settings.ts";
import { toClientOptions } from "./settings.ts";

const user = nkeys.createUser();
const seed = new TextDecoder().decode(user.getSeed());

/** As `nsc` writes it, without the advice. */
const creds = `-----BEGIN NATS USER JWT-----
a.jwt.x
------END NATS USER JWT------

-----BEGIN USER NKEY SEED-----
${seed}
------END USER NKEY SEED------
`;

/** What the client sends for a nonce. */
const login = (credentials: QueueCredentials): object => {
  const { authenticator } = toClientOptions({ servers: ["nats://host"], credentials });
  return [authenticator].flat()[0]?.("nonce") ?? {};
};

describe("credentials", () => {
  it.each([
    ["as they are", creds],
    ["without the last line break", creds.trim()],
    ["with the line breaks of Windows", creds.replaceAll("\n", "\r\n")],
  ])("of a file are found: %s", (_form, text) => {
    expect(login({ creds: text })).toMatchObject({ jwt: "a.jwt.x", nkey: user.getPublicKey() });
  });

  it("are a seed, also of a file that ends with a line break", () => {
    for (const nkeySeed of [seed, `${seed}\n`])
      expect(login({ nkeySeed })).toMatchObject({ nkey: user.getPublicKey() });
  });
});
