import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterEach, describe, expect, it } from "vitest";
import type { Clock } from "../clock.ts";
import type { Connection } from "../connection/open-connection.ts";
import { toClientOptions } from "../connection/settings.ts";
import { startPull } from "./start-pull.ts";
import { toNames } from "../wire/names.ts";

let server: Server;
let client: NatsConnection;
afterEach(async () => {
  await client.close();
  server.close();
});

/** A clock with one timer, which stands until it is moved. */
const createClock = () => {
  let now = 0;
  let timer: { readonly at: number; readonly callback: () => void } | undefined;
  const clock: Clock = {
    now: () => now,
    after: (ms, callback) => {
      const started = { at: now + ms, callback };
      timer = started;
      return () => void (timer = timer === started ? undefined : timer);
    },
  };
  const advance = (ms: number): void => {
    now += ms;
    if (timer !== undefined && timer.at <= now) timer.callback();
  };
  return { clock, advance };
};

/** Starts a pull at a broker that says what the test writes; returns what both say. */
const start = async (count: number) => {
  const said: string[] = [];
  const sockets: Socket[] = [];
  let beforePong = "";
  server = createServer((socket) => {
    sockets.push(socket.setNoDelay());
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      said.push(...String(data).split("\r\n"));
      if (!String(data).includes("PING")) return;
      socket.write(`${beforePong}PONG\r\n`);
      beforePong = "";
    });
    socket.write('INFO {"server_id":"a","version":"2.10.0","max_payload":1000,"headers":true}\r\n');
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  client = await connect(toClientOptions({ servers: [`127.0.0.1:${(server.address() as AddressInfo).port}`] }));
  const { clock, advance } = createClock();
  const connection = {
    client,
    clock,
    ask: (work) => work(),
    isConnected: () => true,
  } as Partial<Connection> as Connection;
  const heard: unknown[] = [];
  const end = startPull(connection, toNames(), count, {
    onMessage: ({ sequence }) => heard.push(sequence),
    onEnd: (how, missing) => heard.push([how, missing]),
  });
  await client.flush();
  const [, inbox = "", sid = ""] = said.find((line) => line.startsWith("SUB "))?.split(" ") ?? [];
  const messageOf = (sequence: number, reply = `$JS.ACK.S.deliver.1.${sequence}.1.1700000000000000000.0 `): string =>
    `MSG email-events.batch.airship.0 ${sid} ${reply}2\r\n{}\r\n`;
  const say = async (text: string): Promise<void> => {
    sockets[0]?.write(text);
    await client.flush();
  };
  const sayStatus = (code: number): Promise<void> => {
    const head = `NATS/1.0 ${code} Said\r\n\r\n`;
    return say(`HMSG ${inbox} ${sid} ${head.length} ${head.length}\r\n${head}\r\n`);
  };
  /** Lets time pass in which the broker says that it keeps the pull. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 2_000) {
      advance(Math.min(left, 2_000));
      await sayStatus(100);
    }
  };
  return {
    said,
    heard,
    end,
    advance,
    say,
    sayStatus,
    pass,
    messageOf,
    late: (text: string) => void (beforePong = text),
  };
};

describe("a pull", () => {
  it("asks for messages, which the broker keeps for 20 s and speaks of every 2 s", async () => {
    const { said } = await start(3);
    const asked = said.findIndex((line) => line.startsWith("PUB $JS.API.CONSUMER.MSG.NEXT.EMAIL_EVENTS.deliver "));
    expect(JSON.parse(said[asked + 1] ?? "")).toEqual({ batch: 3, expires: 20e9, idle_heartbeat: 2e9 });
  });

  it.each([
    // One that ends early isn't followed by the next at once.
    [404, 0, "refused"],
    [408, 9_999, "refused"],
    [404, 10_000, "done"],
    [408, 20_000, "done"],
    [409, 20_000, "refused"],
  ])("ends with status %i after %i ms as %s", async (code, ms, how) => {
    const { heard, sayStatus, pass } = await start(3);
    await pass(ms);
    expect(heard).toEqual([]);
    await sayStatus(code);
    await sayStatus(code);
    expect(heard).toEqual([[how, 3]]);
  });

  it("ends with its last message, and passes over what isn't one", async () => {
    const { heard, say, messageOf, pass, end } = await start(2);
    await say(messageOf(7) + messageOf(8, "") + messageOf(8, "odd "));
    expect(heard).toEqual([7]);
    await say(messageOf(9));
    await pass(20_000);
    await end();
    expect(heard).toEqual([7, 9, ["done", 0]]);
  });

  it("is silent when nothing is heard of it for two heartbeats and a half second", async () => {
    const { heard, advance, say, sayStatus, messageOf } = await start(2);
    for (const word of [() => sayStatus(100), () => say(messageOf(7))]) {
      advance(4_499);
      await word();
    }
    advance(4_499);
    expect(heard).toEqual([7]);
    advance(1);
    expect(heard).toEqual([7, ["silent", 1]]);
  });

  it("returns what the broker sent before it knew that the pull has ended", async () => {
    const { heard, said, end, late, messageOf } = await start(2);
    late(messageOf(7));
    await end();
    await client.flush();
    expect(heard).toEqual([["silent", 2]]);
    expect(said.slice(said.findIndex((line) => line.startsWith("PUB $JS.ACK.S.deliver.1.7.")))[1]).toBe(
      '-NAK {"delay":1000000000}',
    );
  });
});
