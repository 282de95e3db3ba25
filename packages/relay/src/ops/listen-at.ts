import type { Server } from "node:http";
import { codeOf } from "@email-events/cli";
import type { Address } from "../config/values.ts";
import { RunError } from "../run-error.ts";

const reasons: Readonly<Record<string, string>> = {
  EACCES: "EACCES: this process may not listen on that port",
  EADDRINUSE: "EADDRINUSE: something else listens there",
  EADDRNOTAVAIL: "EADDRNOTAVAIL: this machine doesn't have that address",
  ENOTFOUND: "ENOTFOUND: there is no such host",
};

const formatAddress = ({ host, port }: Address): string => `${host.includes(":") ? `[${host}]` : host}:${port}`;

const toRunError = (error: unknown, address: Address, option: string): RunError => {
  const code = codeOf(error);
  const reason = Object.hasOwn(reasons, code) ? reasons[code] : code;
  return new RunError("cannotListen", `${option}: can't listen on ${formatAddress(address)} (${reason}).`, {
    cause: error,
  });
};

/**
 * Has a server listen.
 *
 * @param option - What names the address on the command line, for messages.
 * @returns Where it listens, such as `127.0.0.1:8080`.
 * @throws RunError when it can't listen there.
 */
export const listenAt = async (server: Server, address: Address, option: string): Promise<string> => {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(address.port, address.host, resolve);
    });
  } catch (error) {
    throw toRunError(error, address, option);
  }
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : address.port;
  return formatAddress({ ...address, port });
};
