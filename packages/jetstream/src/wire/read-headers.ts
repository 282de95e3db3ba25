import type { MsgHdrs } from "@nats-io/transport-node";

/** Reads headers; undefined for those of another program that the client can't parse, such as a name with a blank. */
export const readHeaders = (read: () => MsgHdrs | undefined): MsgHdrs | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};
