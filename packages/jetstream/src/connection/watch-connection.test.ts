import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterEach, expect, it } from "vitest";
import type { QueueTrouble } from "../trouble.ts";
import { toClientOptions } from "./settings.ts";
import { watchConnection } from "./watch-connection.ts";

/** What a broker says to credentials. */
type Word = "+OK" | "-ERR 'Authorization Violation'" | "-ERR 'Authentication Timeout'";

const info = (maxPayload: number): string =>
  `INFO {"server_id":"a","version":"2.9.10","max_payload":${maxPayload},"auth_required":true,"headers":true}\r\n`;

const violation = "-ERR 'Authorization Violation'";
const timeout = "-ERR 'Authentication Timeout'";

let server: Server;
let client: NatsConnection;
afterEach(async () => {
  await client.close();
  server.close();
});

/** Opens a connection to a broker that says these words, one per connection; the last one stays. */
const open = async (...words: readonly Word[]) => {
  const left = [...words];
  const sockets: Socket[] = [];
  server = createServer((socket) => {
    sockets.push(socket);
    const word = left.length > 1 ? left.shift() : left[0];
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      if (!String(data).includes("PING")) return;
      if (word === "+OK") socket.write("PONG\r\n");
      else socket.end(`${word}\r\n`);
    });
    socket.write(info(1000));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const credentials = { user: "a", password: "b" };
  const options = toClientOptions({ servers: [`127.0.0.1:${port}`], credentials });
  client = await connect({ ...options, reconnectTimeWait: 1, reconnectJitter: 0 });
  let wake = (): void => undefined;
  const kinds: QueueTrouble["kind"][] = [];
  const watch = watchConnection(client, ({ kind }) => {
    kinds.push(kind);
    wake();
  });
  return {
    watch,
    kinds,
    /** Loses the connection, and resolves once there is one again. */
    loseOnce: async (): Promise<void> => {
      const losses = (): number => kinds.filter((kind) => kind === "disconnected").length;
      const before = losses();
      sockets.at(-1)?.destroy();
      while (losses() === before || kinds.at(-1) !== "reconnected") {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    lose: () => void sockets.at(-1)?.destroy(),
    /** Says something that the client has read when the promise resolves. */
    say: async (text: string): Promise<void> => {
      sockets.at(-1)?.write(text);
      await client.flush();
    },
  };
};

it("a connection goes on when the credentials are refused now and then", async () => {
  const { kinds, loseOnce } = await open("+OK", violation, "+OK", violation, "+OK");
  await loseOnce();
  await loseOnce();
  expect(kinds).toEqual(["disconnected", "reconnected", "disconnected", "reconnected"]);
});

it("a connection goes on when a broker doesn't wait for the credentials, however often", async () => {
  const { kinds, loseOnce } = await open("+OK", timeout, timeout, timeout, "+OK");
  await loseOnce();
  expect(kinds).toEqual(["disconnected", "reconnected"]);
});

it("a connection ends when the credentials are refused twice in a row", async () => {
  const { watch, lose } = await open("+OK", violation);
  const ended = new Promise<void>((resolve) => watch.onChange(resolve));
  lose();
  await ended;
  await expect(watch.whileConnected(async () => undefined)).rejects.toMatchObject({
    code: "refused",
    message: expect.stringMatching(/^The broker refuses the credentials/),
  });
});

it("a connection has the limit that the broker said last", async () => {
  const { watch, say } = await open("+OK");
  expect(watch.maxPayload()).toBe(1000);
  await say(info(500));
  expect(watch.maxPayload()).toBe(500);
});
