// Fails if the pending changesets ask for a smaller bump than the changes of schemas/ since the last release require.
import { fileURLToPath } from "node:url";
import { loadCodegen } from "./load-codegen.mjs";

const { runGate } = await loadCodegen();

const { passes, lines } = await runGate({
  root: fileURLToPath(new URL("..", import.meta.url)),
  schemas: "schemas",
  packageName: "@email-events/core",
  packageFolder: "packages/core",
  changesets: ".changeset",
});

for (const line of lines) (passes ? console.log : console.error)(line);
process.exitCode = passes ? 0 : 1;
