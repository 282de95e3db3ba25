import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { createWorkerClient } from "../worker/worker-client.ts";
import type { Notices } from "../worker/notice-calls.ts";
import { toDiagnosisOptions } from "./diagnosis-options.ts";
import type { LiveCall } from "./live-call.ts";

const none: Notices = new Map();

/** Rows that are replaced faster than this are gone before anybody reads their notice. */
const restMs = 400;

/** Finds out which accepted calls have no effect, for the rows that are shown. */
export const useNotices = (rows: readonly LiveCall[]): Notices => {
  const worker = useMemo(createWorkerClient, []);
  const [notices, setNotices] = useState(none);
  const [isBusy, setBusy] = useState(false);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(rest.current);
      worker.close();
    },
    [worker],
  );
  useEffect(() => {
    const unknown = rows.filter(({ key, outcome, text }) => outcome === "accepted" && text !== "" && !notices.has(key));
    if (isBusy || unknown.length === 0) return;
    setBusy(true);
    const settle = (found: Notices): void => {
      // Those of rows that are gone are forgotten. What can't be diagnosed isn't asked for again.
      const known = rows
        .map(({ key }) => [key, notices.get(key)] as const)
        .filter(([, notice]) => notice !== undefined);
      const asked = unknown.map(({ key }) => [key, found.get(key) ?? ""] as const);
      setNotices(new Map([...known.map(([key, notice = ""]) => [key, notice] as const), ...asked]));
      rest.current = setTimeout(() => setBusy(false), restMs);
    };
    worker
      .notice(unknown.map((call) => ({ key: call.key, text: call.text, options: toDiagnosisOptions(call) })))
      .then(settle, () => settle(none));
  }, [rows, notices, isBusy, worker]);
  return notices;
};
