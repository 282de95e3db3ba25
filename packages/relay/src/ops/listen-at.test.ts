import { createServer } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { listenAt } from "./listen-at.ts";

const listen = async (host: string, port = 0): Promise<string> => {
  const server = createServer();
  onTestFinished(() => void server.close());
  return listenAt(server, { host, port }, "--webhook-listen");
};

it.each(["127.0.0.1", "localhost"])("returns where it listens: %s and a free port", async (host) => {
  expect(await listen(host)).toMatch(new RegExp(`^${host}:[1-9]\\d*$`));
});

it("says where it can't listen, and why", async () => {
  const taken = await listen("127.0.0.1");
  await expect(listen("127.0.0.1", Number(taken.split(":").at(-1)))).rejects.toThrow(
    `--webhook-listen: can't listen on ${taken} (EADDRINUSE: something else listens there).`,
  );
  // An address that is for documentation: https://www.rfc-editor.org/rfc/rfc5737
  await expect(listen("192.0.2.1", 8080)).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringMatching(
      /^--webhook-listen: can't listen on 192\.0\.2\.1:8080 \(EADDRNOTAVAIL: this machine/,
    ),
  });
  await expect(listen("127.0.0.1", 70_000)).rejects.toThrow("can't listen on 127.0.0.1:70000 (ERR_SOCKET_BAD_PORT).");
  await expect(listen("2001:db8::1", 8080)).rejects.toThrow("can't listen on [2001:db8::1]:8080 (");
});
