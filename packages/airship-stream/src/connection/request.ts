import type { Settings } from "../settings.ts";

/** What is posted to open a stream. */
export interface StreamRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: Buffer;
}

/** Returns the text of an `Authorization` header. */
export const toAuthorization = ({ scheme, appKey }: Settings, secret: string): string =>
  scheme === "bearer" ? `Bearer ${secret}` : `Basic ${Buffer.from(`${appKey}:${secret}`).toString("base64")}`;

/**
 * Builds the body: exactly one of `start` and `resume_offset`, and the other settings.
 *
 * @param offset - The offset of the last line received; without one, the connection begins at `start`.
 */
export const buildBody = ({ start, filters, partition }: Settings, offset: string | undefined): Buffer =>
  Buffer.from(
    JSON.stringify({
      ...(offset === undefined ? { start } : { resume_offset: offset }),
      ...(filters !== undefined && { filters }),
      ...(partition !== undefined && {
        subset: { type: "PARTITION", count: partition.count, selection: partition.selection },
      }),
      enable_offset_updates: true,
    }),
  );

/**
 * Builds the request.
 *
 * @param cookies - By name, as a redirect set them.
 */
export const buildRequest = (
  settings: Settings,
  secret: string,
  body: Buffer,
  cookies: ReadonlyMap<string, string>,
): StreamRequest => {
  const cookie = [...cookies].map((pair) => pair.join("=")).join("; ");
  return {
    url: settings.url,
    body,
    headers: {
      accept: "application/vnd.urbanairship+x-ndjson; version=3;",
      "accept-encoding": "gzip",
      "content-type": "application/json",
      "content-length": body.length,
      "x-ua-appkey": settings.appKey,
      authorization: toAuthorization(settings, secret),
      ...(cookie !== "" && { cookie }),
    },
  };
};
