import { DateTime } from 'luxon'

/** Weights and check characters of GB 11643-1999 (ISO 7064 MOD 11-2). */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

export function isIdCard(text: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false
  const born = DateTime.fromFormat(text.slice(6, 14), 'yyyyMMdd')
  if (!born.isValid || born.year < 1850 || born > DateTime.now()) return false
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0)
  return CHECKS[sum % 11] === text[17]
}
