import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkStore, openStore, repairStore, type EventStore } from "../src/index.ts";
import { eventsOf } from "../src/testing/events.ts";
import { useFolders } from "../src/testing/folder.ts";
import { buildProgram, startProgram } from "../src/testing/program.ts";

const newPath = useFolders();
const kills = Number(process.env["STORE_KILLS"] ?? 5);

/** Appends and settles without end. It prints the last number of each append and of each settling once they are confirmed. */
const writer = `
  import { openStore } from "store";
  import { writeSync } from "node:fs";
  const store = openStore(process.argv[2], { rememberIds: 100 });
  store.readOffset("stream");
  const payload = Buffer.alloc(700, "x");
  let { last, settled } = { last: Number(process.argv[3]), settled: Number(process.argv[4]) };
  for (;;) {
    const count = 1 + Math.floor(Math.random() * 50);
    const append = Array.from({ length: count }, (_, index) => (
      { source: "webhook", payload, receivedAt: 0, id: String(last + 1 + index) }
    ));
    const { numbers } = store.commit({ append, offsets: { stream: String(last + count) }, remember: append.map(({ id }) => id) });
    last = numbers.at(-1);
    writeSync(1, "a " + last + "\\n");
    const settle = Array.from({ length: Math.floor((last - settled) / 2) }, (_, index) => settled + 1 + index);
    store.commit({ settle });
    settled += settle.length;
    writeSync(1, "s " + settled + "\\n");
  }
`;

const numbersIn = (store: EventStore): readonly number[] => {
  const numbers: number[] = [];
  for (let after: number | undefined = 0; after !== undefined;) {
    const page: ReturnType<EventStore["pendingPage"]> = store.pendingPage({ after });
    expect(page.damaged).toEqual([]);
    numbers.push(...page.events.map(({ number }) => number));
    after = page.next;
  }
  return numbers;
};

describe("a writer that is killed", () => {
  it(`loses nothing that it confirmed, ${kills} times`, { timeout: 60_000 + kills * 2_000 }, async () => {
    const path = newPath();
    const program = await buildProgram(join(dirname(path), "writer.mjs"), writer);
    let [last, settled] = [0, 0];
    for (let kill = 0; kill < kills; kill += 1) {
      const { child, lines, until, ended } = startProgram(program, [path, String(last), String(settled)]);
      await until(2 + Math.floor(Math.random() * 40));
      child.kill("SIGKILL");
      expect(await ended).toBe("SIGKILL");
      const confirmed = (of: string, before: number): number =>
        Number(lines.findLast((line) => line.startsWith(of))?.slice(2) ?? before);
      const store = openStore(path, { rememberIds: 100 });
      const numbers = numbersIn(store);
      const [first = 0, end = 0] = [numbers[0], numbers.at(-1)];
      // Without a gap from what may be settled to what is appended at least; the rest was in flight.
      expect(numbers).toEqual(Array.from({ length: end - first + 1 }, (_, index) => first + index));
      expect(first).toBeGreaterThan(confirmed("s", settled));
      expect(end).toBeGreaterThanOrEqual(confirmed("a", last));
      expect(store.readOffset("stream")).toBe(String(end));
      expect([store.hasSeen(String(end)), store.hasSeen(String(end + 1))]).toEqual([true, false]);
      expect(store.stats().pending).toBe(numbers.length);
      store.close();
      [last, settled] = [end, first - 1];
    }
  });
});

describe("a repair that is killed", () => {
  it("is made again, and loses nothing that can be read", { timeout: 60_000 + kills * 2_000 }, async () => {
    const path = newPath();
    const program = await buildProgram(
      join(dirname(path), "repair.mjs"),
      `
      import { repairStore } from "store";
      process.stdin.once("data", () => { repairStore(process.argv[2]); process.exit(); });
      console.log("ready");
    `,
    );
    const store = openStore(path, { rememberIds: 0 });
    store.commit({ append: eventsOf(3_000), offsets: { stream: "7" } });
    store.close();
    const whole = readFileSync(path);
    // A leaf in the middle of the pending events.
    const damaged = whole.fill(0, 20 * 8_192, 21 * 8_192);
    writeFileSync(path, damaged);
    const { pending } = repairStore(path);
    expect(pending).toBeGreaterThan(2_800);
    expect(pending).toBeLessThan(3_000);
    for (let kill = 0; kill < kills; kill += 1) {
      writeFileSync(path, damaged);
      const { child, until, ended } = startProgram(program, [path]);
      await until("ready");
      child.stdin?.write("go\n");
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
      child.kill("SIGKILL");
      await ended;
      if (!checkStore(path).isSound) expect(repairStore(path).pending).toBe(pending);
      const repaired = openStore(path, { rememberIds: 0 });
      expect(numbersIn(repaired)).toHaveLength(pending);
      expect(repaired.readOffset("stream")).toBe("7");
      repaired.close();
    }
  });
});
