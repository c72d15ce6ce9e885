/** A time of day to the minute, `08:30`. */
export const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

export function isTime(text: string): boolean {
  return TIME.test(text)
}
