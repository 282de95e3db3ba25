import { JetStreamApiError } from "@nats-io/jetstream";
import { errors } from "@nats-io/transport-node";
import { QueueError, type QueueErrorCode } from "../queue-error.ts";
import { causesOf } from "./causes.ts";

type Explanation = readonly [code: QueueErrorCode, sentence: string];

const noRoom: Explanation = ["full", "The stream is full: it takes chunks again once some are delivered."];
const noStorage: Explanation = [
  "full",
  "The brokers have no storage left for this: free some, raise their limits, or create smaller streams.",
];
const notReady: Explanation = [
  "unavailable",
  "JetStream has no leader that answers: start enough brokers, or wait until one is elected.",
];
const noCluster: Explanation = [
  "refused",
  "The broker isn't part of a cluster, so it can keep only one replica: use one replica, or a cluster.",
];
/** A replicated stream still stores what was published before with the same id. */
export const notStored: Explanation = ["unavailable", "The cluster hasn't stored the message yet: try again."];
const justMade: Explanation = ["unavailable", "Another process has just created this: try again."];
const notEnabled: Explanation = [
  "foreign",
  "JetStream isn't enabled for this account: enable it in the configuration of the broker.",
];

const noStream: Explanation = ["foreign", "The stream doesn't exist: create it with email-events queue create."];

/** What a code of the server's API means: https://github.com/nats-io/nats-server/blob/main/server/errors.json */
const apiErrors: ReadonlyMap<number, Explanation> = new Map([
  [10002, noStorage],
  [10003, ["refused", "The broker refuses the request as malformed: its version may be older than 2.9."]],
  [10005, ["unavailable", "The cluster has too few brokers for that many replicas: start more of them."]],
  [10008, notReady],
  [10009, notReady],
  [10010, notReady],
  [10013, justMade],
  [10023, noStorage],
  [10028, noStorage],
  [10035, notEnabled],
  [10039, notEnabled],
  [10047, noStorage],
  [10058, justMade],
  [10059, noStream],
  [10065, ["foreign", "Another stream of this account has subjects of this queue: use another prefix."]],
  [10074, noCluster],
  [10076, notEnabled],
  [10118, notReady],
  [10148, justMade],
  [10158, notStored],
  [10167, ["unavailable", "The stream has more messages to store than it takes at a time: try again."]],
]);

const says = (error: unknown, explanation: Explanation): boolean =>
  causesOf(error).some((cause) => cause instanceof JetStreamApiError && apiErrors.get(cause.code) === explanation);

/** Whether the broker says that there is no JetStream, as one also does for moments while it reloads its configuration. */
export const isNotEnabled = (error: unknown): boolean => says(error, notEnabled);

/** The same, or that there is no stream, as a cluster also does for moments while the replicas of a stream change. */
export const isDoubtful = (error: unknown): boolean => isNotEnabled(error) || says(error, noStream);

const isFull = (description: string): boolean =>
  /maximum (?:bytes|messages)|no space left|insufficient (?:storage )?resources/i.test(description);

const explainApi = (error: JetStreamApiError): Explanation => {
  if (isFull(error.message)) return /maximum/i.test(error.message) ? noRoom : noStorage;
  const known = apiErrors.get(error.code);
  if (known !== undefined) return known;
  // 5xx: the server is to blame, and may do it later.
  return error.status >= 500
    ? ["unavailable", `JetStream can't do it for now (code ${error.code}): try again.`]
    : ["refused", `JetStream refuses the request (code ${error.code}): ${toPlain(error.message)}.`];
};

const toPlain = (text: string): string => text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "?").slice(0, 200);

const unreachable: Explanation = ["unavailable", "No broker can be reached: check the servers and that they run."];

/** A client that the broker heard too late may have the right credentials. */
const tooLate: Explanation = [
  "unavailable",
  "The broker got no credentials in time: it or this machine may be overloaded; try again.",
];

/** What no answer to a new connection means: the client doesn't pass on why a broker closes one that it has accepted. */
export const explainSilence = (error: unknown, hasTls: boolean): unknown => {
  if (!(error instanceof errors.TimeoutError)) return error;
  const certificate = hasTls ? ", and that it accepts this client's certificate, if it requires one" : "";
  const message = `The broker doesn't answer: check that it runs and takes more connections${certificate}.`;
  return new QueueError("unavailable", message, { cause: error });
};

/** What the errors of the client mean. */
const clientErrors: readonly (readonly [new (...args: never[]) => Error, Explanation])[] = [
  [
    errors.AuthorizationError,
    [
      "refused",
      "The broker refuses the credentials: check the user and password, the token, the nkey or the credentials file.",
    ],
  ],
  [errors.UserAuthenticationExpiredError, ["refused", "The credentials have expired: give new ones."]],
  [
    errors.PermissionViolationError,
    [
      "refused",
      "The credentials don't allow this: the user needs the subjects of the queue, $JS.API.>, $JS.ACK.> and _INBOX.>.",
    ],
  ],
  [errors.NoRespondersError, notReady],
  [errors.TimeoutError, ["unavailable", "The broker doesn't answer: check that enough of them run."]],
  [errors.ClosedConnectionError, ["unavailable", "The connection to the broker is closed."]],
  [errors.DrainingConnectionError, ["unavailable", "The connection to the broker is being closed."]],
  [errors.ConnectionError, unreachable],
  // Without a cause: it was cancelled, as the connection was lost.
  [errors.RequestError, ["unavailable", "The connection to the broker was lost before it answered."]],
];

const isOfTls = (error: Error): boolean =>
  "code" in error &&
  typeof error.code === "string" &&
  /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|HOSTNAME_MISMATCH|INVALID_PURPOSE/.test(error.code);

/** Such as `ECONNREFUSED`, and `EAI_AGAIN` while no name server answers. */
const isOfNetwork = (error: Error): boolean => "code" in error && /^E(?:AI_)?[A-Z]+$/.test(String(error.code));

const noTrust: Explanation = [
  "refused",
  "TLS with the broker fails: check the CA, the certificate and its key, and the name in the broker's certificate.",
];
const noTls: Explanation = ["refused", "The broker has no TLS: connect without, or set it up in the broker."];

const noBroker: Explanation = ["refused", "What answers isn't a NATS broker: check the servers and their ports."];

const explainOne = (error: Error): Explanation | undefined => {
  if (error instanceof JetStreamApiError) return explainApi(error);
  if (/server does not support 'tls'/.test(error.message)) return noTls;
  if (/unexpected response from server/.test(error.message)) return noBroker;
  if (isOfTls(error)) return noTrust;
  if (error instanceof errors.AuthorizationError && /timeout/i.test(error.message)) return tooLate;
  // The package doesn't export its class.
  if (error.name === "JetStreamNotEnabled") return notReady;
  const [, known] = clientErrors.find(([kind]) => error instanceof kind) ?? [];
  return known ?? (isOfNetwork(error) ? unreachable : undefined);
};

const unknown: Explanation = ["refused", "The client of the broker fails in an unexpected way."];

/** Returns an error of the client or the server as one of the queue. */
export const explain = (error: unknown): QueueError => {
  const own = causesOf(error).find((cause) => cause instanceof QueueError);
  if (own !== undefined) return own;
  // The innermost cause is the most exact.
  const known = causesOf(error)
    .toReversed()
    .map(explainOne)
    .find((explanation) => explanation !== undefined);
  const [code, sentence] = known ?? unknown;
  return new QueueError(code, sentence, { cause: error });
};
