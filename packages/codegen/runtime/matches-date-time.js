const dateTimeShape =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** A date-time of RFC 3339, with the length of each month and the place of leap seconds. */
export function matchesDateTime(text) {
  if (!dateTimeShape.test(text)) return false;
  const day = +text.slice(8, 10);
  if (day > 28 && day > new Date(Date.UTC(+text.slice(0, 4) || 400, +text.slice(5, 7), 0)).getUTCDate()) return false;
  return text.slice(17, 19) !== "60" || endsDay(text);
}

/** Leap seconds are put in at the end of a day in UTC. */
function endsDay(text) {
  const minutes = +text.slice(11, 13) * 60 + +text.slice(14, 16);
  const [sign, hours, rest] = [text.at(-6), +text.slice(-5, -3), +text.slice(-2)];
  const offset = /z$/i.test(text) ? 0 : (hours * 60 + rest) * (sign === "-" ? -1 : 1);
  return (minutes - offset + 2880) % 1440 === 1439;
}
