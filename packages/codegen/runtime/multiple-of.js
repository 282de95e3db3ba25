/** Tells whether a number is a whole multiple of another, in decimals as they are written: 4.35 is one of 0.01. */
export function multipleOf(number, step) {
  if (!Number.isFinite(number)) return false;
  if (Number.isInteger(number) && Number.isInteger(step)) return number % step === 0;
  const [a, b] = [decimal(number), decimal(step)];
  const shift = a.exponent - b.exponent;
  const scaled = shift > 0 ? a.digits * 10n ** BigInt(shift) : a.digits;
  return scaled % (shift < 0 ? b.digits * 10n ** BigInt(-shift) : b.digits) === 0n;
}

/** A number as digits and a power of ten. */
function decimal(number) {
  const [mantissa, exponent = "0"] = String(number).split("e");
  const [whole, fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}
