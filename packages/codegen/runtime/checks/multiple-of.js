/** Tells whether a number is a whole multiple of another, in decimals as they are written: 4.35 is one of 0.01. */
export function multipleOf(number /*: number */, step /*: number */) /*: boolean */ {
  if (!Number.isFinite(number)) return false;
  if (Number.isSafeInteger(number) && Number.isSafeInteger(step)) return number % step === 0;
  const a = decimal(number);
  const b = decimal(step);
  const shift = a.exponent - b.exponent;
  const scaled = shift > 0 ? a.digits * BigInt(10) ** BigInt(shift) : a.digits;
  return scaled % (shift < 0 ? b.digits * BigInt(10) ** BigInt(-shift) : b.digits) === BigInt(0);
}

/** A number as digits and a power of ten. */
function decimal(number /*: number */) /*: { digits: bigint, exponent: number } */ {
  const [mantissa = "", exponent = "0"] = String(number).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}
