// A registry on loopback: takes what `publish` sends, and gives it to `install`. It forgets everything when it is closed.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { gunzipSync } from "node:zlib";
import { RehearsalError } from "./rehearsal-error.mjs";

const host = "127.0.0.1";

const bodyOf = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return JSON.parse((request.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes).toString("utf8"));
};

const send = (response, status, body) => {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
};

/** The name of a package in a path such as `/@scope%2fname` or `/@scope/name/-/name-1.0.0.tgz`. */
const nameIn = (path) => decodeURIComponent(path.slice(1)).split("/-/")[0] ?? "";

const distOf = (bytes, tarball) => ({
  tarball,
  shasum: createHash("sha1").update(bytes).digest("hex"),
  integrity: `sha512-${createHash("sha512").update(bytes).digest("base64")}`,
});

/** Stores what one `publish` sends: a manifest and its tarball. A version can't be published twice. */
const store = (packages, origin, { name, versions, _attachments: attachments }) => {
  const [[version, manifest]] = Object.entries(versions);
  const [{ data }] = Object.values(attachments);
  const bytes = Buffer.from(data, "base64");
  const known = packages.get(name) ?? { name, "dist-tags": {}, versions: {}, tarballs: new Map() };
  if (version in known.versions) return false;
  const path = `/${name}/-/${name.split("/").at(-1)}-${version}.tgz`;
  known.versions[version] = { ...manifest, dist: distOf(bytes, `${origin}${path}`) };
  known["dist-tags"].latest = version;
  known.tarballs.set(path, bytes);
  packages.set(name, known);
  return true;
};

const answer = async (packages, origin, request, response) => {
  const path = request.url ?? "/";
  if (path === "/-/whoami") return send(response, 200, { username: "rehearsal" });
  const found = packages.get(nameIn(path));
  if (request.method === "PUT") {
    const isNew = store(packages, origin, await bodyOf(request));
    return isNew ? send(response, 201, { ok: true }) : send(response, 409, { error: "this version is published" });
  }
  const bytes = found?.tarballs.get(decodeURIComponent(path));
  if (bytes !== undefined) return response.end(bytes);
  if (found === undefined || path.includes("/-/")) return send(response, 404, { error: "not found" });
  const { tarballs: _, ...packument } = found;
  return send(response, 200, packument);
};

const listen = (server, port) =>
  new Promise((resolve, reject) => {
    server.once("error", ({ code }) => {
      const isTaken = code === "EADDRINUSE";
      const problem = isTaken ? `port ${port} is taken` : `can't listen on port ${port} (${code})`;
      reject(new RehearsalError(`${problem}; pass another --port, or none for a free one`));
    });
    server.listen(port, host, () => resolve(server.address().port));
  });

/**
 * Starts a registry.
 *
 * @param port - 0 for a free one
 * @throws RehearsalError if the port is taken
 */
export const startRegistry = async (port = 0) => {
  const packages = new Map();
  let origin = "";
  const server = createServer((request, response) => {
    answer(packages, origin, request, response).catch((error) => send(response, 500, { error: error.message }));
  });
  origin = `http://${host}:${await listen(server, port)}`;
  return {
    origin,
    published: () => [...packages.keys()].toSorted((one, other) => (one < other ? -1 : 1)),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
