import { sourceVocabularyNames } from "@email-events/diagnose/sources";
import type { RelayedEvent } from "../judging/step.ts";
import { generateAirshipEvents, generateBulkTrackingEvents } from "@email-events/sandbox";
import { describe, expect, it } from "vitest";
import { CommandError } from "../command-error.ts";
import { oneByOne, type SendEach } from "../testing/run-relay.ts";
import { relay } from "./relay.ts";
import type { RelayOptions } from "./relay-options.ts";

async function* bytesOf(text: string): AsyncGenerator<Buffer> {
  for (const line of text.split(/(?<=\n)/)) yield Buffer.from(line);
}

const run = async (text: string, options: Partial<RelayOptions> = {}) => {
  const sent: RelayedEvent[] = [];
  const aside: (readonly [number, string])[] = [];
  const send: SendEach = async function* (stream) {
    for await (const event of stream) {
      sent.push(event);
      yield { status: "delivered", event };
    }
  };
  const onSetAside: RelayOptions["onSetAside"] = ({ line, status }) => void aside.push([line, status]);
  const result = await relay({ source: bytesOf(text), sendChunks: oneByOne(send), onSetAside, ...options });
  return { ...result, sent, aside };
};

const toLines = (events: Iterable<unknown>): string =>
  [...events].map((event) => `${JSON.stringify(event)}\n`).join("");
const airship = toLines(generateAirshipEvents({ seed: 11, count: 50 }));
const bulk = toLines(generateBulkTrackingEvents({ seed: 11, count: 50 }));
const semantic = {
  type: "track",
  event: "Email Opened",
  userId: "user_1",
  messageId: "m-1",
  context: { traits: { email: "ada@example.com", ip: "192.0.2.1" } },
  properties: { email_id: "msg_1" },
};
const specification = {
  action: "track",
  event: "Email Opened",
  user_id: "user_1",
  message_id: "m-2",
  context: { ip: "192.0.2.1", user_agent: "Mozilla/5.0", traits: { email: "ada@example.com" } },
  properties: { email_id: "msg_1" },
};

describe("the vocabulary", () => {
  it.each([
    ["airship", airship],
    ["bulk-tracking", bulk],
  ])("%s is told by the first event that tells, past broken ones and objects that tell nothing", async (_, lines) => {
    const { report } = await run(`nonsense\n17\n{}\n{"hello":"world"}\n${lines}`);
    expect(report.received).toBe(54);
    expect(report.delivered).toBeGreaterThan(0);
    expect(report.invalid + report.unrecognized).toBe(4);
  });

  it("gives what came before it its own line", async () => {
    const { aside } = await run(`{}\nnonsense\n{"hello":1}\n${airship}`);
    expect(aside.map(([line]) => line)).toEqual([1, 2, 3]);
  });

  it("that nothing tells stops everything", async () => {
    const sentence = `Can't detect the vocabulary; pass --vocabulary ${sourceVocabularyNames.join(" or ")}.`;
    for (const text of ['{"hello":"world"}', "{}", 'nonsense\n{"a":1}\n[]\n']) {
      await expect(run(text)).rejects.toThrow(CommandError);
      await expect(run(text)).rejects.toThrow(sentence);
    }
  });

  it("is looked for in the first 1,000 events, and no further", async () => {
    expect((await run(`${"{}\n".repeat(1_000)}${airship}`)).report.received).toBe(1_050);
    let lines = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        lines += 1;
        yield Buffer.from("{}\n");
      }
    }
    await expect(run("", { source: endless() })).rejects.toThrow(/^Can't detect the vocabulary/);
    expect(lines).toBeLessThan(1_100);
  });

  it("is not needed where nothing is an object", async () => {
    expect((await run("nonsense\n17")).report).toMatchObject({ received: 2, invalid: 2 });
    expect((await run("nonsense\n".repeat(3_000))).report).toMatchObject({ received: 3_000, invalid: 3_000 });
    expect((await run("")).report.received).toBe(0);
  });

  it.each([
    ["bulk-tracking", airship, "airship"],
    ["airship", bulk, "bulk-tracking"],
    ["semantic", bulk, "bulk-tracking"],
    ["semantic", airship, "airship"],
    ["airship", toLines([semantic, specification]), "semantic"],
  ] as const)(
    "%s, when it is the wrong one, is answered with what the events look like",
    async (vocabulary, text, looksLike) => {
      const { report, mismatch } = await run(text, { vocabulary });
      expect([report.delivered, mismatch]).toEqual([0, { looksLike }]);
    },
  );

  it("that knows none of the events says so", async () => {
    const foreign = toLines(Array.from({ length: 3 }, () => ({ type: "CUSTOM", body: { name: "bought" } })));
    expect((await run(foreign)).mismatch).toEqual({});
  });

  it("that knows some of the events says nothing", async () => {
    expect((await run(`${airship}${bulk}`)).mismatch).toBeUndefined();
    expect((await run("nonsense")).mismatch).toBeUndefined();
  });
});

describe("semantic events", () => {
  it("are named as such where they aren't expected", async () => {
    const sentence = /^These are semantic events already; pass --vocabulary semantic/;
    await expect(run(toLines([semantic]))).rejects.toThrow(sentence);
    await expect(run(toLines([{}, specification]))).rejects.toThrow(sentence);
  });

  it("are delivered without mapping, in the API's spelling", async () => {
    const { report, sent } = await run(toLines([semantic, specification]), { vocabulary: "semantic" });
    expect(report).toMatchObject({ received: 2, delivered: 2 });
    expect(sent).toEqual([
      { ...semantic, context: { ...semantic.context, ip: "192.0.2.1" } },
      {
        type: "track",
        event: "Email Opened",
        userId: "user_1",
        messageId: "m-2",
        context: { ip: "192.0.2.1", userAgent: "Mozilla/5.0", traits: { email: "ada@example.com" } },
        properties: { email_id: "msg_1" },
      },
    ]);
  });

  it("are validated", async () => {
    const bad = [{ ...semantic, properties: {} }, { ...semantic, event: "Email Teleported" }, { action: "track" }];
    const { aside, sent } = await run(toLines([...bad, semantic]), { vocabulary: "semantic" });
    expect(sent).toHaveLength(1);
    expect(aside.map(([, status]) => status)).toEqual(["invalid", "unrecognized", "invalid"]);
  });
});

describe("mapperOptions", () => {
  const opens = toLines(
    ["initial_open", "open"].map((name) => ({
      id: name,
      occurred: "2026-03-09T07:41:12.000Z",
      type: "CUSTOM",
      device: { device_type: "EMAIL", delivery_address: "ada@example.com" },
      body: { name },
    })),
  );

  it("go to the mapper of their vocabulary", async () => {
    expect((await run(opens)).report).toMatchObject({ delivered: 1, skipped: { "counted-by-initial-open": 1 } });
    const mapperOptions = { airship: { opens: "both" } } as const;
    expect((await run(opens, { mapperOptions })).report).toMatchObject({ delivered: 2, skipped: {} });
  });

  it.each([
    [{ airshp: { opens: "both" } }, 'The option mapperOptions has no "airshp": use one of "'],
    [{ airship: { open: "both" } }, 'createAirshipMapper has no "open"'],
    [{ airship: { opens: "bot" } }, 'The option opens can\'t be "bot"'],
    [{ airship: "both" }, "createAirshipMapper takes an object of options"],
    [null, "The option mapperOptions takes an object of options, not null"],
  ])("are refused before anything is read: %j", async (mapperOptions, message) => {
    const refuse = () => run(opens, { mapperOptions: mapperOptions as never });
    await expect(refuse()).rejects.toThrow(TypeError);
    await expect(refuse()).rejects.toThrow(message);
  });
});
