import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { covers } from "./no-proxy.ts";

const isCovered = (entry: string, url: string): boolean => covers(entry, new URL(url));

describe("an entry of NO_PROXY", () => {
  it.each([
    ["*", "https://cdp.customer.io"],
    ["customer.io", "https://cdp.customer.io"],
    [".customer.io", "https://cdp.customer.io"],
    ["*.customer.io", "https://cdp.customer.io"],
    ["customer.io:443", "https://cdp.customer.io"],
    ["bücher.example", "https://bücher.example"],
    ["10.1.2.3", "http://10.1.2.3:8080"],
    ["10.1.2.3:8080", "http://10.1.2.3:8080"],
    ["10.0.0.0/8", "http://10.1.2.3:8080"],
    ["10.1.2.3/32", "http://10.1.2.3"],
    ["10.9.9.9/8", "http://10.1.2.3"],
    ["0.0.0.0/0", "http://10.1.2.3"],
    ["2001:db8::1", "https://[2001:db8::1]"],
    ["2001:db8:0:0:0:0:0:1", "https://[2001:db8::1]"],
    ["[2001:db8::1]", "https://[2001:db8::1]:8443"],
    ["[2001:db8::1]:8443", "https://[2001:db8::1]:8443"],
    ["2001:db8::/32", "https://[2001:db8::1]"],
    ["[2001:db8::]/32", "https://[2001:db8:ffff::1]"],
    ["::/0", "https://[2001:db8::1]"],
    ["::ffff:10.1.2.3", "https://[::ffff:10.1.2.3]"],
  ])("%s covers %s", (entry, url) => {
    expect(isCovered(entry, url)).toBe(true);
  });

  it.each([
    ["tomer.io", "https://cdp.customer.io"],
    ["customer.io:8443", "https://cdp.customer.io"],
    ["10.0.0.0/8", "http://11.1.2.3"],
    ["10.1.2.0/25", "http://10.1.2.128"],
    ["10.0.0.0/33", "http://10.0.0.0"],
    ["10.0.0.0/8", "http://10.example.com"],
    ["10.0.0.0/8", "http://[a00::1]"],
    ["a00::/8", "http://10.0.0.0"],
    ["example.com/8", "http://example.com"],
    ["2001:db8::2", "https://[2001:db8::1]"],
    ["[2001:db8::1]:443", "https://[2001:db8::1]:8443"],
    ["2001:db8::/32", "https://[2001:db9::1]"],
    ["[2001:db8::1", "https://[2001:db8::1]"],
    ["", "https://cdp.customer.io"],
    [".", "https://cdp.customer.io"],
    ["/8", "http://10.1.2.3"],
    [":443", "https://cdp.customer.io"],
  ])("%s doesn't cover %s", (entry, url) => {
    expect(isCovered(entry, url)).toBe(false);
  });

  it("that is an address covers it in any spelling, and its network covers exactly what shares the prefix", () => {
    const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
    const groups = fc.array(group, { minLength: 8, maxLength: 8 });
    const toAddress = (values: readonly number[]): string => values.map((value) => value.toString(16)).join(":");
    const toNumber = (values: readonly number[]): bigint =>
      values.reduce((sum, value) => (sum << 16n) + BigInt(value), 0n);
    fc.assert(
      fc.property(
        groups,
        groups,
        fc.integer({ min: 0, max: 128 }),
        fc.integer({ min: 0, max: 8 }),
        (one, two, prefix, shared) => {
          const other = [...one.slice(0, shared), ...two.slice(shared)];
          const url = `http://[${toAddress(other)}]`;
          const shift = BigInt(128 - prefix);
          expect(isCovered(toAddress(other), url)).toBe(true);
          expect(isCovered(`[${toAddress(other)}]:80`, url)).toBe(true);
          expect(isCovered(toAddress(one), url)).toBe(toNumber(one) === toNumber(other));
          expect(isCovered(`${toAddress(one)}/${prefix}`, url)).toBe(
            toNumber(one) >> shift === toNumber(other) >> shift,
          );
        },
      ),
    );
  });
});
