import { expect } from "./expect.js";

/** Checks what stands one token below the sink's place. */
export function within(value, sink, token, expected) {
  sink.path.push(token);
  expect(value, sink, expected);
  sink.path.pop();
}
