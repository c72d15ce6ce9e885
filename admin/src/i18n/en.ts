import antd from 'antd/es/locale/en_US'
import screens from '../../lang/screens.en.json'
import shell from '../../lang/en.json'
import type { LanguagePack } from './language_pack.ts'

export const pack: LanguagePack = { words: { ...shell, ...screens }, antd, dayjs: 'en' }
