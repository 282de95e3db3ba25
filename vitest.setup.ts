// Runs before each file of tests. The files share processes, and vitest restores what a test stubbed before the next test:
// too late for what the next file does before its first one, such as starting a program.
import { vi } from "vitest";

vi.unstubAllEnvs();
vi.unstubAllGlobals();
