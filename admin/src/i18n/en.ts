import antd from 'antd/es/locale/en_US'
import access from '../../lang/access.en.json'
import configuration from '../../lang/configuration.en.json'
import screens from '../../lang/screens.en.json'
import shell from '../../lang/en.json'
import type { LanguagePack } from './language_pack.ts'

export const pack: LanguagePack = {
  words: { ...shell, ...screens, ...access, ...configuration },
  antd,
  dayjs: 'en',
}
