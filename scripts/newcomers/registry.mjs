// A registry on loopback that gives packs to `npm install`, so that each package is found by its name and brings what its
// manifest names, and nothing else.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";

/** The manifest in a pack: the entry `package/package.json` of a tar file. */
const manifestIn = (bytes) => {
  const tar = gunzipSync(bytes);
  for (let at = 0; at + 512 <= tar.length;) {
    const name = tar.toString("utf8", at, at + 100).replace(/\0.*$/s, "");
    const size = Number.parseInt(tar.toString("utf8", at + 124, at + 136), 8) || 0;
    if (name === "package/package.json") return JSON.parse(tar.toString("utf8", at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error("a pack has no manifest");
};

const readPacks = (folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".tgz"))
    .map((file) => ({ path: join(folder, file), bytes: readFileSync(join(folder, file)) }));

const packument = (origin, { path, bytes }) => {
  const manifest = manifestIn(bytes);
  const { name, version } = manifest;
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  const dist = { tarball: `${origin}/-/${basename(path)}`, integrity };
  return { name, "dist-tags": { latest: version }, versions: { [version]: { ...manifest, dist } } };
};

/**
 * Serves the packs of a folder.
 *
 * @returns its address, and what closes it
 */
export const serveRegistry = async (folder) => {
  const packs = readPacks(folder);
  const byName = new Map();
  const server = createServer(({ url = "/" }, response) => {
    const path = decodeURIComponent(url).slice(1);
    const found = byName.get(path);
    const pack = packs.find((one) => `-/${basename(one.path)}` === path);
    response.writeHead(found || pack ? 200 : 404);
    response.end(pack ? pack.bytes : JSON.stringify(found ?? { error: "not found" }));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  for (const pack of packs) {
    const document = packument(origin, pack);
    byName.set(document.name, document);
  }
  return { origin, close: () => (server.closeAllConnections(), server.close()) };
};
