import { listed } from "./listed.js";

/** Checks what stands one token below the sink's place: by a function, or as one of the texts that it may be. */
export function within(value, sink, token, expected) {
  sink.path.push(token);
  if (typeof expected === "function") expected(value, sink);
  else listed(value, sink, expected);
  sink.path.pop();
}
