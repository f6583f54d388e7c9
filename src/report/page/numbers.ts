/** What stands where there is no number. */
export const NONE = '–';

type Maybe = number | undefined;

const written =
  (format: (value: number) => string) =>
  (value: Maybe): string =>
    value === undefined ? NONE : format(value);

export const percentText = written((share) => `${(100 * share).toFixed(1)} %`);
export const lossText = written((loss) => loss.toFixed(3));
export const rateText = written((rate) => rate.toFixed(rate < 10 ? 1 : 0));
/** Three digits, small ones as a power of ten. */
export const shortText = written((value) => String(Number(value.toPrecision(3))));

/** Hours, minutes and seconds, the two greatest that are there. */
export const durationText = written((seconds) => {
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
});
