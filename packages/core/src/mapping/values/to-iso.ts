const MS_A_DAY = 86_400_000;

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

const threeDigits = (value: number): string => (value < 100 ? `0${twoDigits(value)}` : `${value}`);

/** Returns year, month and day of a day count since 1970, by Howard Hinnant's `civil_from_days`. */
const toDate = (daysSince1970: number): string => {
  const days = daysSince1970 + 719_468; // since 0000-03-01, so that a leap day ends its year
  const era = Math.floor(days / 146_097);
  const dayOfEra = days % 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
};

/** The last formatted date. Consecutive events are usually of the same day, whose date is then formatted once. */
const last = { day: 0, date: "1970-01-01" };

const toDateOnce = (day: number): string => {
  if (day !== last.day) {
    last.date = toDate(day);
    last.day = day;
  }
  return last.date;
};

const toTime = (ms: number): string => {
  const seconds = Math.floor(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return `${twoDigits(hours)}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}.${threeDigits(ms % 1_000)}`;
};

/** Formats Unix milliseconds (1970 to the end of the year 9999) as ISO 8601 in UTC. */
export const toIso = (ms: number): string => `${toDateOnce(Math.floor(ms / MS_A_DAY))}T${toTime(ms % MS_A_DAY)}Z`;
