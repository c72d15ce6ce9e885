import { customPinyin, pinyin } from 'pinyin-pro'

/** Readings that matter in a hospital and that a general dictionary gets wrong. */
const MEDICAL_READINGS: Record<string, string> = {
  妊娠: 'rèn shēn',
  便秘: 'biàn mì',
  脓疱: 'nóng pào',
  重症: 'zhòng zhèng',
  血型: 'xuè xíng',
  咯血: 'kǎ xuè',
  癌: 'ái',
}
customPinyin(MEDICAL_READINGS)

/** A text's pinyin and initials in lower case, letters and digits kept: `妊娠期O26` → `renshenqio26`, `rsqo26`. */
export function pinyinOf(text: string): { full: string; initials: string } {
  return {
    full: keep(pinyin(text, READING).join('')),
    initials: keep(pinyin(text, { ...READING, pattern: 'first' }).join('')),
  }
}
/** Texts without tones, ü as v. Twice an array of them costs less than once every detail of each syllable. */
const READING = { type: 'array', toneType: 'none', nonZh: 'consecutive', v: true } as const

function keep(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}
