import connect from "urban-airship-connect";
import { afterEach, describe, expect, it } from "vitest";
import { createAirshipStreamSandbox, type AirshipStreamSandbox } from "./create-airship-stream-sandbox.ts";

let sandbox: AirshipStreamSandbox | undefined;
afterEach(() => sandbox?.close());

/** Reads with Airship's own Node client, which can read nothing but gzip. */
const read = (url: string, count: number): Promise<readonly { readonly id: string; readonly offset: string }[]> =>
  new Promise((resolve, reject) => {
    const stream = connect("app", "tok", { uri: `${url}/api/events/` });
    const found: { readonly id: string; readonly offset: string }[] = [];
    stream.on("error", reject);
    stream.on("data", (event: { readonly id: string; readonly offset: string }) => {
      found.push(event);
      if (found.length < count) return;
      stream.end();
      resolve(found);
    });
    stream.write({ start: "EARLIEST", filters: [{ types: ["CUSTOM", "COMPLIANCE"] }] });
  });

describe("Airship's own Node client", () => {
  it("reads the stream, packed though it doesn't ask for it, through a redirect and a clean end", async () => {
    sandbox = await createAirshipStreamSandbox({
      appKey: "app",
      token: "tok",
      count: 200,
      gzip: "always",
      redirect: true,
    });
    sandbox.fail({ break: "end", afterEvents: 120 });
    const found = await read(sandbox.url, 200);
    expect(new Set(found.map(({ id }) => id)).size).toBe(200);
    expect(found.map(({ offset }) => offset)).toEqual(found.map(({ offset }) => offset).toSorted());
    // It sends back start beside resume_offset, and the whole header of the cookie.
    expect(sandbox.requests().map(({ status, start, resumeOffset }) => [status, start, resumeOffset])).toEqual([
      [307, "EARLIEST", undefined],
      [200, "EARLIEST", undefined],
      [200, "EARLIEST", found[119]?.offset],
    ]);
  });
});
