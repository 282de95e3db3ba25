// The last step of the build: the page that `serve` serves is part of the pack.
import { cpSync, rmSync } from "node:fs";

rmSync("dist/playground", { recursive: true, force: true });
cpSync("../playground/dist", "dist/playground", { recursive: true });
