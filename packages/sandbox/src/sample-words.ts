/** Fictional people, campaigns and clients of the generated events. All addresses are under example.com. */
export const firstNames = ["ada", "grace", "linus", "margaret", "dennis", "barbara", "ken", "radia"] as const;
export const subjects = [
  "Your order is on its way",
  "Three new jackets for autumn",
  "A receipt for your journey",
  "Grüße aus dem Süden: 20 % auf alles",
  "今週のおすすめ",
] as const;
export const senders = ["news@shop.example.com", "orders@shop.example.com", "hello@travel.example.com"] as const;
export const categories = ["newsletter", "orders", "winter sale", "Baseball Fan", "reise"] as const;
export const links = [
  ["Homepage", "https://shop.example.com/"],
  ["Order", "https://shop.example.com/orders/1042?from=mail&lang=en"],
  ["Seat map", "https://travel.example.com/seats#row-12"],
] as const;
/** The mail clients of the generated events. */
type Client = Readonly<Record<`${"os" | "device" | "agent"}_family` | "os_version" | "device_brand", string>>;
export const clients: readonly [Client, ...Client[]] = [
  { os_family: "Android", os_version: "14", device_brand: "Motorola", device_family: "moto g", agent_family: "Chrome" },
  { os_family: "iOS", os_version: "17.4", device_brand: "Apple", device_family: "iPhone", agent_family: "WebKit" },
  { os_family: "Windows", os_version: "11", device_brand: "", device_family: "Other", agent_family: "Outlook" },
];
export const userAgents = [
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.3 Safari/605.1.15",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",
] as const;
