const dateTimeShape =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** A date-time of RFC 3339, with the length of each month and the place of leap seconds. */
export function matchesDateTime(text /*: string */) /*: boolean */ {
  // Single letters cost less than numbers cut out of the text, and decide nearly always.
  return dateTimeShape.test(text) && (text.charAt(8) < "2" || dayExists(text)) && (text[17] !== "6" || endsDay(text));
}

function dayExists(text /*: string */) /*: boolean */ {
  const day = +text.slice(8, 10);
  return day < 29 || new Date(text.slice(0, 10)).getUTCDate() === day;
}

/** Leap seconds are put in at the end of a day in UTC. */
function endsDay(text /*: string */) /*: boolean */ {
  const minute = new Date(text.toUpperCase().replace(":60", ":59"));
  return minute.toISOString().slice(-13, -8) === "23:59";
}
