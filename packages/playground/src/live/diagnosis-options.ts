import type { DiagnoseOptions } from "@email-events/diagnose";
import type { LiveCall } from "./live-call.ts";

type Endpoint = NonNullable<DiagnoseOptions["endpoint"]>;

const endpoints: readonly Endpoint[] = ["track", "identify", "page", "screen", "group", "alias", "batch"];

/** Returns what the diagnosis has to know of the request of a call. */
export const toDiagnosisOptions = ({ endpoint, isKeyAccepted, time }: LiveCall): DiagnoseOptions => {
  const nowMs = Date.parse(time);
  return {
    vocabulary: "semantic",
    endpoint: endpoints.find((name) => endpoint.endsWith(`/${name}`)) ?? "batch",
    isKeyAccepted,
    ...(!Number.isNaN(nowMs) && { nowMs }),
  };
};
