import { rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { openOperator, openStore, type StoreError } from "../src/index.ts";
import { eventOf, eventsOf, nameOf } from "../src/testing/events.ts";
import { useFolders } from "../src/testing/folder.ts";
import { buildProgram, startProgram } from "../src/testing/program.ts";

const newPath = useFolders();
const invalid = { status: "invalid", reason: "no person", issues: [] };

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return "none";
  } catch (error) {
    return error instanceof Error && error.name === "StoreError" ? (error as StoreError).code : String(error);
  }
};

/** A program that opens the store and says so, or says which error it got. It ends when its input does. */
const owner = `
  import { openStore } from "store";
  try {
    const store = openStore(process.argv[2]);
    console.log("open");
    process.stdin.on("end", () => { store.close(); });
    process.stdin.resume();
  } catch (error) {
    console.log(error.code);
  }
`;

describe("the owner of a store", () => {
  it("is one at a time, in this process and in others, until it closes it", async () => {
    const path = newPath();
    const program = await buildProgram(join(dirname(path), "owner.mjs"), owner);
    const store = openStore(path);
    expect(() => openStore(path)).toThrow(
      `${path} is in use by another process: stop that one, or give this one a file of its own.`,
    );
    // A refused opener in the same process must not give up the lock of the first.
    const refused = startProgram(program, [path]);
    await refused.ended;
    expect(refused.lines).toEqual(["locked"]);
    store.close();
    const next = startProgram(program, [path]);
    await next.until("open");
    expect(codeOf(() => openStore(path))).toBe("locked");
    next.child.stdin?.end();
    expect(await next.ended).toBe(0);
    openStore(path).close();
  });

  it("leaves the store to exactly one of those that race for it when it was killed", async () => {
    const path = newPath();
    const program = await buildProgram(join(dirname(path), "owner.mjs"), owner);
    let holder = startProgram(program, [path]);
    await holder.until("open");
    for (let round = 0; round < 2; round += 1) {
      holder.child.kill("SIGKILL");
      const racing = [1, 2].map(() => startProgram(program, [path]));
      await holder.ended;
      await Promise.all(racing.map((one) => one.until(1)));
      // Those that came before the kernel had given up the lock were refused as well: the next one gets it.
      const winners = racing.filter(({ lines }) => lines[0] === "open");
      expect(racing.flatMap(({ lines }) => lines).filter((line) => line !== "open" && line !== "locked")).toEqual([]);
      expect(winners.length).toBeLessThanOrEqual(1);
      const [winner = startProgram(program, [path])] = winners;
      await winner.until("open");
      expect(winner.lines).toEqual(["open"]);
      holder = winner;
    }
    holder.child.kill("SIGKILL");
    await holder.ended;
  });

  it("stays the only one when the lock's file is removed, or gives way to one that was faster", () => {
    const path = newPath();
    const store = openStore(path);
    rmSync(`${path}.lock`);
    store.checkPlace();
    expect(codeOf(() => openStore(path))).toBe("locked");
    rmSync(`${path}.lock`);
    const faster = openStore(path);
    expect(codeOf(store.checkPlace)).toBe("locked");
    store.close();
    faster.checkPlace();
    faster.commit({ append: eventsOf(1) });
    faster.close();
    openStore(path).close();
  });

  it("is refused where its lock file is something else, which stays as it is", () => {
    const path = newPath();
    writeFileSync(`${path}.lock`, "buy milk\n".repeat(200));
    expect(codeOf(() => openStore(path))).toBe("corrupt");
  });
});

describe("an operator", () => {
  /** Owns a store, and prints what operators change in it. */
  const relay = `
    import { openStore } from "store";
    const store = openStore(process.argv[2]);
    store.readOffset("stream");
    console.log("open");
    const watch = setInterval(() => {
      const changes = store.readChanges();
      if (!changes) return;
      for (const source of changes.offsets) {
        const { refusedOffsets } = store.commit({ offsets: { [source]: "the relay's" } });
        console.log("offset", store.readOffset(source), "refused", refusedOffsets.join());
      }
      const { events } = store.retryPage();
      for (const { number, payload } of events) {
        store.commit({ settle: [number] });
        console.log("retried", number, Buffer.from(payload).toString());
      }
    }, 5);
    process.stdin.on("end", () => { clearInterval(watch); store.close(); });
    process.stdin.resume();
  `;

  it("works beside a relay in another process, which sees what was changed", async () => {
    const path = newPath();
    const program = await buildProgram(join(dirname(path), "relay.mjs"), relay);
    const before = openStore(path);
    before.commit({ append: eventsOf(3), offsets: { stream: "7" } });
    before.commit({ setAside: [1, 2, 3].map((number) => ({ number, ...invalid })) });
    before.close();
    const running = startProgram(program, [path]);
    await running.until("open");
    const operator = openOperator(path);
    expect(operator.offsets()).toMatchObject([{ source: "stream", offset: "7" }]);
    operator.setOffset("stream", "3");
    await running.until("offset 3 refused stream");
    operator.forgetOffset("stream");
    await running.until("offset undefined refused stream");
    expect(operator.retry([2])).toBe(1);
    await running.until('retried 2 {"name":"event 1"}');
    expect(operator.drop([1])).toBe(1);
    expect(operator.list().events.map(({ number }) => number)).toEqual([3]);
    expect(operator.stats()).toMatchObject({ pending: 0, setAside: 1, retries: 0 });
    operator.close();
    running.child.stdin?.end();
    expect(await running.ended).toBe(0);
    expect(running.lines).toHaveLength(4);
  });

  it("leaves requests for a relay that isn't running", () => {
    const path = newPath();
    const first = openStore(path);
    first.commit({ setAside: [{ event: eventOf("one"), ...invalid }], offsets: { stream: "7" } });
    first.close();
    const operator = openOperator(path);
    operator.retry([1]);
    operator.setOffset("stream", "9");
    expect(operator.list().events).toMatchObject([{ number: 1, isRetry: true }]);
    operator.close();
    const second = openStore(path);
    expect(second.retryPage().events.map(nameOf)).toEqual(["one"]);
    expect(second.commit({ offsets: { stream: "8" } }).refusedOffsets).toEqual(["stream"]);
    expect(second.readOffset("stream")).toBe("9");
    expect(second.commit({ offsets: { stream: "10" } }).refusedOffsets).toEqual([]);
    expect(second.readChanges()).toBeUndefined();
    second.close();
  });

  it("lists by status and source, in pages", () => {
    const path = newPath();
    const store = openStore(path);
    const setAside = Array.from({ length: 30 }, (_, index) => ({
      event: eventOf(`${index}`, index % 3 === 0 ? "stream" : "webhook"),
      ...invalid,
      status: index % 2 === 0 ? "invalid" : "rejected",
    }));
    store.commit({ setAside });
    store.close();
    const operator = openOperator(path);
    const of = { status: "invalid", source: "stream", limit: 3 };
    const first = operator.list(of);
    const second = operator.list({ ...of, after: first.next ?? 0 });
    expect([...first.events, ...second.events].map(({ number }) => number)).toEqual([1, 7, 13, 19, 25]);
    expect(second.next).toBeUndefined();
    expect(operator.show(99)).toBeUndefined();
    operator.close();
    operator.close();
  });

  it("is told where there is no store", () => {
    expect(() => openOperator(newPath())).toThrow(/doesn't exist: check the path, or start the relay/);
  });
});
