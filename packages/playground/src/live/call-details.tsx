import { useEffect, useMemo } from "preact/hooks";
import { useAnswer } from "../answers/use-answer.ts";
import { howItEnds } from "../explain/how-it-ends.ts";
import { Stages } from "../explain/stages.tsx";
import { useMask } from "../masking/mask.ts";
import { createWorkerClient } from "../worker/worker-client.ts";
import { toDiagnosisOptions } from "./diagnosis-options.ts";
import type { LiveCall } from "./live-call.ts";

interface CallDetailsProps {
  readonly call: LiveCall;
  readonly onExplain: (text: string) => void;
}

/** What the sandbox said about a call, and its diagnosis. */
export const CallDetails = ({ call, onExplain }: CallDetailsProps) => {
  const { show } = useMask();
  const worker = useMemo(createWorkerClient, []);
  useEffect(() => worker.close, [worker]);
  const answer = useAnswer(call.text, (text) => worker.explain(text, toDiagnosisOptions(call)));
  const [event] = answer.status === "answered" ? answer.value.events : [];
  return (
    <div class="details">
      <p>{`Request ${call.request}: ${call.endpoint}, ${call.isStrict ? "strict" : "permissive"} mode, ${
        call.status === undefined ? "the connection was cut" : `answered ${call.status}`
      }, write key ${call.isKeyAccepted ? "accepted" : "not accepted"}.`}</p>
      {call.note !== undefined && <p>{show(call.note)}</p>}
      {call.errors.length > 0 && (
        <ul aria-label="Reasons">
          {call.errors.map((error, index) => (
            <li key={index}>{show(error)}</li>
          ))}
        </ul>
      )}
      {call.text === "" && <p>The request can't be parsed into calls, so there is no call to show.</p>}
      {answer.status === "failed" && <p>{show(`It can't be explained: ${answer.reason}`)}</p>}
      {event !== undefined && (
        <>
          <p>{show(howItEnds(event))}</p>
          <Stages stages={event.stages} />
        </>
      )}
      {call.text !== "" && (
        <>
          <pre tabIndex={0} role="region" aria-label="The call">
            {show(call.text)}
          </pre>
          <button type="button" onClick={() => onExplain(call.text)}>
            Open in Explain
          </button>
        </>
      )}
    </div>
  );
};
