import { none, type Notice } from "./notice.ts";

/** A `messageId` that an earlier event has: a receiver that deduplicates by id counts only the first of them. */
export const repeatedMessageId: Notice = ({ call: { messageId }, companions: { firstWithId }, number }) => {
  if (typeof messageId !== "string" || messageId === "") return none;
  const first = firstWithId.get(messageId) ?? number;
  if (first === number) {
    firstWithId.set(messageId, number);
    return none;
  }
  return [
    {
      code: "repeated-id",
      sentence: `Event ${first} of this text has the same messageId. An id that repeats is treated as a retry, and its event may not count.`,
      pointer: "/messageId",
      next: "Give each event an id of its own, and a retry the id of the first attempt.",
      source: "Customer.io destination: messageId is the id for deduplication of the event",
    },
  ];
};

const address = /^[^\s@]+@[^\s@]+$/;

/** Which identifier the destination makes of a `userId`. */
export const specialUserId: Notice = ({ call: { userId }, isDirect }) => {
  if (typeof userId !== "string" || !isDirect) return none;
  const source = "Customer.io destination: an address becomes the identifier email, cio_... becomes cio_id";
  if (address.test(userId))
    return [
      {
        code: "address-as-id",
        sentence: "The userId is an address: the event goes to the person with this email, not to one with this id.",
        pointer: "/userId",
        next: "If people have ids in your workspace, send the id as userId.",
        source,
      },
    ];
  return userId.startsWith("cio_")
    ? [
        {
          code: "cio-id",
          sentence: "The userId begins with cio_: it is treated as Customer.io's own id.",
          pointer: "/userId",
          source,
        },
      ]
    : none;
};
