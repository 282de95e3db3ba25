import { describe, expect, it } from "vitest";
import { checkConfig } from "./check-config.ts";
import { loadConfigSchema } from "./schema.ts";

const problemsOf = async (value: unknown): Promise<readonly string[]> => {
  const checked = checkConfig(await loadConfigSchema(), value);
  return checked.status === "valid" ? [] : checked.problems;
};

describe("checkConfig", () => {
  it.each(["localhost", "127.0.0.1", "127.1.2.3:8080", "[::1]:8080"])("takes plain http to %s", async (host) => {
    expect(await problemsOf({ to: `http://${host}`, airship: { url: `http://${host}` } })).toEqual([]);
  });

  it.each(["cdp.example.com", "127.0.0.1.example.com", "0.0.0.0"])("refuses plain http to %s", async (host) => {
    expect(await problemsOf({ to: `http://${host}`, airship: { url: `http://${host}` } })).toEqual([
      expect.stringMatching(/^to: expected sandbox, us, eu or an https origin .*\(http only on loopback\), /),
      expect.stringMatching(/^airship\.url: expected an https origin .*\(http only on loopback\), /),
    ]);
  });

  it("names sources that come twice beside one that isn't known", async () => {
    expect(await problemsOf({ sources: ["webhook", "webhook", "hook"] })).toEqual([
      "sources[2]: expected airship or compliance or webhook, received another text",
      "sources: expected a list of airship, compliance, webhook, each at most once, received a list",
    ]);
  });

  it("names what a mapper refuses beside what the schema refuses", async () => {
    const map = { airship: { opens: "x" }, "bulk-tracking": { plausibleTime: { from: "soon" } }, toString: {} };
    const problems = await problemsOf({ to: "mars", map });
    const places = problems.map((problem) => problem.split(":", 1)[0]);
    expect(new Set(places)).toEqual(new Set(["to", "map.airship.opens", "map.bulk-tracking", "map.toString"]));
  });
});
