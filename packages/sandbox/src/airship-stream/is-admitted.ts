import type { IncomingHttpHeaders } from "node:http";
import type { StreamSecrets } from "./stream-secrets.ts";

const matches = (given: string, wanted: string | undefined): boolean =>
  wanted === undefined ? given.trim() !== "" : given === wanted;

/** Whether a request carries a bearer token and the app key that it belongs to. */
export const hasToken = (headers: IncomingHttpHeaders, { appKey, token }: StreamSecrets): boolean => {
  const [, bearer = ""] = /^Bearer (.*)$/i.exec(headers.authorization ?? "") ?? [];
  const key = headers["x-ua-appkey"];
  return matches(bearer, token) && typeof key === "string" && matches(key, appKey);
};

/** Whether a request carries app key and master secret as Basic credentials. */
export const hasMasterSecret = (headers: IncomingHttpHeaders, { appKey, masterSecret }: StreamSecrets): boolean => {
  const [, encoded = ""] = /^Basic ([\w+/=-]+)$/i.exec(headers.authorization ?? "") ?? [];
  const [key = "", ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return matches(key, appKey) && matches(secret.join(":"), masterSecret);
};
