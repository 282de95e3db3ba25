import { describe, expect, it, onTestFinished, vi } from "vitest";
import { CommandError } from "./command-error.ts";
import { openDestination } from "./destination.ts";

const quiet = (): void => undefined;
// Port 1 is closed everywhere, and 192.0.2.1 is an address for documentation that nobody has.
const env = { PIPELINES_WRITE_KEY: "key" };

describe("openDestination", () => {
  it("says that a closed port can't be reached", async () => {
    const destination = await openDestination("http://127.0.0.1:1", env, quiet);
    expect(destination.unreachable).toMatch(/^no connection to http:\/\/127\.0\.0\.1:1 \(ECONNREFUSED\)$/);
    await destination.close();
  });

  it("says so of loopback even where a proxy is set, for no proxy is asked there", async () => {
    const proxied = { ...env, HTTP_PROXY: "http://127.0.0.1:2" };
    const destination = await openDestination("http://127.0.0.1:1", proxied, quiet);
    expect(destination.unreachable).toContain("ECONNREFUSED");
    await destination.close();
  });

  it("leaves it to the client to find out past a proxy", async () => {
    const proxied = { ...env, https_proxy: "http://127.0.0.1:2" };
    const destination = await openDestination("https://192.0.2.1", proxied, quiet);
    expect(destination.unreachable).toBeUndefined();
    await destination.close();
  });

  it.each(["us", "eu", "http://127.0.0.1:1"])("asks for the key for %s", async (to) => {
    await expect(openDestination(to, { PIPELINES_WRITE_KEY: " " }, quiet)).rejects.toThrow(/^Set PIPELINES_WRITE_KEY/);
  });

  it("names the variable that a bad key came from", async () => {
    const bad = { PIPELINES_WRITE_KEY: "a b" };
    await expect(openDestination("us", bad, quiet)).rejects.toThrow(/^PIPELINES_WRITE_KEY /);
  });

  it("refuses a proxy address that isn't one at once, by the name of its variable alone", async () => {
    vi.stubEnv("ALL_PROXY", "socks5://user:secret@proxy:1080");
    onTestFinished(() => void vi.unstubAllEnvs());
    const opened = openDestination("us", env, quiet);
    await expect(opened).rejects.toThrow(CommandError);
    await expect(opened).rejects.toThrow(/^The variable ALL_PROXY holds no address of an HTTP proxy: (?!.*secret)/);
  });
});
