import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { basename } from "node:path";
import { createAirshipStreamSandbox, createSandbox } from "../../packages/sandbox/src/index.ts";

/** Sandboxes that stand for the platforms' servers while the blocks of a page run. */
export interface Substitutes {
  /** Address of a local Pipelines API. */
  readonly api: () => Promise<string>;
  /** Number of calls that it has accepted. */
  readonly accepted: () => number;
  /** Address of a local Airship stream. */
  readonly stream: () => Promise<string>;
  readonly close: () => Promise<void>;
}

export const createSubstitutes = (): Substitutes => {
  let api: ReturnType<typeof createSandbox> | undefined;
  let stream: ReturnType<typeof createAirshipStreamSandbox> | undefined;
  let accepted = () => 0;
  return {
    api: async () => {
      const sandbox = await (api ??= createSandbox());
      accepted = () => sandbox.received().accepted;
      return sandbox.url;
    },
    accepted: () => accepted(),
    stream: async () => (await (stream ??= createAirshipStreamSandbox({ count: 20 }))).url,
    close: async () => {
      await (await api)?.close();
      await (await stream)?.close();
    },
  };
};

/** Values of the variables that pages show as `...`. */
export const secrets: Readonly<Record<string, string>> = {
  AIRSHIP_APP_KEY: "my-app",
  AIRSHIP_MASTER_SECRET: "my-master-secret",
  AIRSHIP_TOKEN: "my-token",
  PIPELINES_WRITE_KEY: "my-write-key",
  WEBHOOK_SECRET: "a-secret-of-at-least-32-characters",
};

/** Ports that pages show, which another program may use. */
const ports = /\b(?:3000|4010|4180|4181|8080|9090)\b/g;

const freePort = async (): Promise<string> => {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return String(typeof address === "object" ? address?.port : address);
};

/** Returns code with free ports in place of those that pages show; the same port is replaced by the same one. */
const replacePorts = async (text: string): Promise<string> => {
  const found = [...new Set(text.match(ports))];
  const free = new Map(await Promise.all(found.map(async (port) => [port, await freePort()] as const)));
  return text.replaceAll(ports, (port) => free.get(port) ?? port);
};

/** Copies a configuration file for local servers, and returns the name of the copy. */
const replaceConfig = async (file: string, { api, stream }: Substitutes): Promise<string> => {
  const text = readFileSync(file, "utf8");
  const local = text
    .replaceAll(/\bregion: (?:us|eu)\b/g, `url: ${JSON.stringify(await stream())}`)
    .replaceAll(/^to: (?:us|eu)\b/gm, `to: ${await api()}`);
  const copy = `local-${basename(file)}`;
  writeFileSync(copy, await replacePorts(local));
  return copy;
};

/** Returns the words of a command for local servers and small numbers. */
export const replaceWords = async (words: readonly string[], substitutes: Substitutes): Promise<string[]> => {
  const { api, stream } = substitutes;
  const replaced: string[] = [];
  for (const [index, word] of words.entries()) {
    const option = words[index - 1];
    if (option === "--to" && /^(?:us|eu)$/.test(word)) replaced.push(await api());
    else if (option === "--airship-region") replaced.splice(-1, 1, "--airship-url", await stream());
    else if (word.startsWith("/var/lib/")) replaced.push(basename(word));
    else if (option === "--config") replaced.push(await replaceConfig(word, substitutes));
    else if (option === "--port") replaced.push("0");
    else if (option === "--count" && Number(word) > 100) replaced.push("20");
    else replaced.push(await replacePorts(word));
  }
  return replaced;
};

/** Returns code for local servers. */
export const replaceCode = async (code: string, { api }: Substitutes): Promise<string> => {
  const pattern = /\bregion: "(?:us|eu)"/g;
  const local = pattern.test(code) ? code.replaceAll(pattern, `endpoint: ${JSON.stringify(await api())}`) : code;
  return replacePorts(local);
};
