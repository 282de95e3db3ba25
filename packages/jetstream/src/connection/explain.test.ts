import { JetStreamApiError } from "@nats-io/jetstream";
import { errors } from "@nats-io/transport-node";
import { describe, expect, it } from "vitest";
import { QueueError } from "../queue-error.ts";
import { explain } from "./explain.ts";

const { RequestError, NoRespondersError, TimeoutError, ConnectionError } = errors;

const api = (err_code: number, code: number, description: string) =>
  new JetStreamApiError({ err_code, code, description });

const violation = new errors.PermissionViolationError("Permissions Violation", "publish", "a.secret.subject");

const withCode = (code: string): Error => Object.assign(new Error("connect to 10.0.0.1:4222"), { code });

describe("an error of the client", () => {
  it.each([
    ["no responders", new NoRespondersError("$JS.ACK.secret"), "unavailable"],
    ["no responders of a request", new RequestError("x", { cause: new NoRespondersError("secret") }), "unavailable"],
    ["a cancelled request", new RequestError("cancelled"), "unavailable"],
    ["a time that is over", new TimeoutError(), "unavailable"],
    ["a closed connection", new errors.ClosedConnectionError(), "unavailable"],
    ["one that is being closed", new errors.DrainingConnectionError(), "unavailable"],
    ["a refused connection", new ConnectionError("connection refused"), "unavailable"],
    ["an unreachable host", withCode("EHOSTUNREACH"), "unavailable"],
    ["an unknown host", withCode("ENOTFOUND"), "unavailable"],
    ["a name server that doesn't answer", withCode("EAI_AGAIN"), "unavailable"],
    ["credentials that came too late", new errors.AuthorizationError("Authentication Timeout"), "unavailable"],
    ["a wrong password", new errors.AuthorizationError("secret"), "refused"],
    ["expired credentials", new errors.UserAuthenticationExpiredError("secret"), "refused"],
    ["a missing permission", new RequestError("x", { cause: violation }), "refused"],
    ["an unknown CA", withCode("UNABLE_TO_VERIFY_LEAF_SIGNATURE"), "refused"],
    ["an expired certificate", withCode("CERT_HAS_EXPIRED"), "refused"],
    ["another name", new ConnectionError("x", { cause: withCode("ERR_TLS_CERT_ALTNAME_INVALID") }), "refused"],
    ["a failed handshake", withCode("ERR_SSL_WRONG_VERSION_NUMBER"), "refused"],
    ["no TLS", new ConnectionError("server does not support 'tls'"), "refused"],
    ["a mistake", new TypeError("secret"), "refused"],
    ["no error at all", undefined, "refused"],
    ["a full stream", api(10077, 503, "maximum bytes exceeded"), "full"],
    ["a stream with enough messages", api(10077, 503, "maximum messages exceeded"), "full"],
    ["a full disk", api(10077, 503, "write /secret/1.blk: no space left on device"), "full"],
    ["a full account", api(10047, 500, "insufficient storage resources available"), "full"],
    ["no leader", api(10008, 503, "JetStream system temporarily unavailable"), "unavailable"],
    ["too few brokers", api(10005, 400, "no suitable peers for placement"), "unavailable"],
    ["a message that is still stored", api(10158, 409, "duplicate message id is in process"), "unavailable"],
    ["too many messages at a time", api(10167, 429, "too many requests"), "unavailable"],
    ["a stream that another makes", api(10058, 400, "stream name already in use"), "unavailable"],
    ["a consumer that another makes", api(10148, 400, "consumer already exists"), "unavailable"],
    ["one of older servers", api(10013, 400, "consumer name already in use"), "unavailable"],
    ["an unknown failure of the server", api(10001, 500, "secret"), "unavailable"],
    ["three replicas on one broker", api(10074, 500, "replicas > 1 not supported"), "refused"],
    ["an unknown refusal", api(10099, 400, "multiple non-filtered consumers\nnot allowed"), "refused"],
    ["a missing stream", api(10059, 404, "stream not found"), "foreign"],
    ["an account without JetStream", api(10039, 503, "not enabled for account"), "foreign"],
  ] as const)("is explained: %s", (_what, error, code) => {
    const explained = explain(error);
    expect(explained).toMatchObject({ name: "QueueError", code, cause: error });
    expect(explained.message).toMatch(/^[A-Z][^\n]{20,}[.]$/);
    expect(explained.message).not.toMatch(/secret|10\.0\.0\.1/);
  });

  it("says whether a stream is full, or the disk", () => {
    const messageOf = (description: string) => explain(api(10077, 503, description)).message;
    expect(messageOf("maximum bytes exceeded")).toMatch(/^The stream is full/);
    expect(messageOf("no space left on device")).toMatch(/^The brokers have no storage left/);
  });

  it("stays as it is when it is explained", () => {
    const own = new QueueError("fenced", "x");
    expect(explain(own)).toBe(own);
    expect(explain(new Error("outer", { cause: own }))).toBe(own);
  });

  it("may be its own cause", () => {
    const error = new TimeoutError();
    error.cause = error;
    expect(explain(error).code).toBe("unavailable");
  });
});
