import { useEffect, useState } from "preact/hooks";

interface SendCallProps {
  /** The call as JSON, which can be edited before it is sent. */
  readonly text: string;
}

const send = async (text: string, isStrict: boolean): Promise<string> => {
  try {
    const response = await fetch("/v1/batch", {
      method: "POST",
      headers: {
        authorization: `Basic ${btoa("key:")}`,
        "content-type": "application/json",
        ...(isStrict && { "x-strict-mode": "1" }),
      },
      body: `{"batch":[${text}]}`,
    });
    return `The sandbox answered ${response.status}: ${await response.text()} Live shows the call.`;
  } catch {
    return "The sandbox doesn't answer. Is it running, or was it told to reset connections?";
  }
};

/** Sends a call to the sandbox that serves the page, once more and edited. */
export const SendCall = ({ text }: SendCallProps) => {
  const [edited, setEdited] = useState(text);
  const [isStrict, setStrict] = useState(true);
  const [answer, setAnswer] = useState("");
  useEffect(() => {
    setEdited(text);
    setAnswer("");
  }, [text]);
  return (
    <section class="copy" aria-label="Send it to this sandbox">
      <span class="label">Send it to this sandbox</span>
      <label for="sent-call">Call, which you can edit</label>
      <textarea
        id="sent-call"
        rows={8}
        spellcheck={false}
        value={edited}
        onInput={({ currentTarget }) => setEdited(currentTarget.value)}
      />
      <label class="inline">
        <input type="checkbox" checked={isStrict} onChange={({ currentTarget }) => setStrict(currentTarget.checked)} />
        {" Strict mode: the answer says what is wrong"}
      </label>
      <p>
        <button type="button" onClick={() => void send(edited, isStrict).then(setAnswer)}>
          Send
        </button>
      </p>
      <p role="status">{answer}</p>
    </section>
  );
};
