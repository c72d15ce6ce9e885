/** Values as text a person reads. */
import dayjs from 'dayjs'
import relativeTime from 'dayjs/plugin/relativeTime'

dayjs.extend(relativeTime)

/** Thousands grouped, digits as given: works on the text, so that a decimal never becomes a float. */
export function groupDigits(number: string): string {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(\..*)?$/.exec(number) ?? []
  if (!whole) return number
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ',') + rest
}

/** `2500` fen as `25.00`. */
export function fenToYuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** `25` or `25.5` yuan as fen; null for what is no amount. */
export function yuanToFen(yuan: string): number | null {
  const [, sign, whole, cents = ''] = /^(-?)(\d+)(?:\.(\d{0,2})\d*)?$/.exec(yuan) ?? []
  if (whole === undefined) return null
  const fen = Number(whole + cents.padEnd(2, '0'))
  return sign && fen !== 0 ? -fen : fen
}

/** `¥ 25.00` */
export function formatMoney(fen: number): string {
  return `${fen < 0 ? '-' : ''}¥ ${groupDigits(fenToYuan(Math.abs(fen)))}`
}

/** `2026-11-23 14:05` in the reader's own time. */
export function formatMoment(iso: string): string {
  return dayjs(iso).format('YYYY-MM-DD HH:mm')
}

/** `14:05` of today, `2026-11-23 14:05` of other days. */
export function formatClock(iso: string): { time: string; today: boolean } {
  const today = dayjs(iso).isSame(dayjs(), 'day')
  return { time: today ? dayjs(iso).format('HH:mm') : formatMoment(iso), today }
}

/** `2026-11-23 14:05:09`, where the order of things matters. */
export function formatExactMoment(iso: string): string {
  return dayjs(iso).format('YYYY-MM-DD HH:mm:ss')
}

/** "3 hours ago" within a day either way, else the moment. */
export function formatRecentMoment(iso: string): string {
  const moment = dayjs(iso)
  return Math.abs(moment.diff(dayjs(), 'hour')) < 24 ? moment.fromNow() : formatMoment(iso)
}

/** `12.3 KB` */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const kilobytes = bytes / 1024
  return kilobytes < 1024 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`
}

/** The words of rich text, for one line of a list. */
export function textOfHtml(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent ?? ''
}
