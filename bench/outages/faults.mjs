// What goes wrong in each row, as an answer to one request: `store` says whether the server keeps the calls first.
const often = (share, fault) => () => (Math.random() < share ? fault : undefined);
const until = (seconds, fault) => (sinceMs) => (sinceMs < seconds * 1000 ? fault(seconds - sinceMs / 1000) : undefined);

export const faults = {
  nothing: () => undefined,
  "5 % of answers are 500": often(0.05, { status: 500 }),
  "5 % are 429 with Retry-After 1": often(0.05, { status: 429, headers: { "retry-after": "1" } }),
  "5 % are resets before the server stores": often(0.05, { reset: true }),
  "5 % are resets after the server stored": often(0.05, { reset: true, store: true }),
  "5 % are truncated after the server stored": often(0.05, { truncated: true, store: true }),
  "10 % take 3 s": often(0.1, { delayMs: 3_000, status: 200, store: true }),
  "503 for 2 s": until(2, () => ({ status: 503 })),
  "503 for 15 s": until(15, () => ({ status: 503 })),
  "503 for 60 s": until(60, () => ({ status: 503 })),
  "429 for 5 s, Retry-After": until(5, (left) => ({
    status: 429,
    headers: { "retry-after": String(Math.ceil(left)) },
  })),
  "429 for 45 s, Retry-After": until(45, (left) => ({
    status: 429,
    headers: { "retry-after": String(Math.ceil(left)) },
  })),
  "a wrong key": () => ({ status: 401 }),
  "a poison event in every 100": () => undefined,
  "an oversize event in every 100": () => undefined,
};
