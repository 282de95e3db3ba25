// The fault of each row, as an answer to one request; `store`: the server stores the calls first. Periodic faults begin
// with the third request, so that they affect clients that make few requests.
const oneIn = (requests, fault) => (_, nth) => (nth % requests === 3 % requests ? fault : undefined);
const until = (seconds, fault) => (sinceMs) => (sinceMs < seconds * 1000 ? fault(seconds - sinceMs / 1000) : undefined);

export const faults = {
  nothing: () => undefined,
  "1 answer in 20 is a 500": oneIn(20, { status: 500 }),
  "1 in 20 is a 429 with Retry-After 1": oneIn(20, { status: 429, headers: { "retry-after": "1" } }),
  "1 in 20 is a reset before the server stores": oneIn(20, { reset: true }),
  "1 in 20 is a reset after the server stored": oneIn(20, { reset: true, store: true }),
  "1 in 20 is truncated after the server stored": oneIn(20, { truncated: true, store: true }),
  "1 in 10 takes 3 s": oneIn(10, { delayMs: 3_000, status: 200, store: true }),
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
