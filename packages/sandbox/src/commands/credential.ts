import { UsageError, value } from "@email-events/cli";

/** An option for a key or secret that requests must carry. */
export const credential = (placeholder: string, kind: string) =>
  value(placeholder, `the only ${kind} to accept; any ${kind} by default`, (written, { name }) => {
    if (written.trim() !== "") return written;
    throw new UsageError(`${name} must not be blank (leave it out to accept any ${kind.replace(/^.* /, "")})`);
  });
