import antd from 'antd/es/locale/zh_CN'
import dayjs from 'dayjs/locale/zh-cn'
import access from '../../lang/access.zh-CN.json'
import configuration from '../../lang/configuration.zh-CN.json'
import screens from '../../lang/screens.zh-CN.json'
import shell from '../../lang/zh-CN.json'
import type { LanguagePack } from './language_pack.ts'

export const pack: LanguagePack = {
  words: { ...shell, ...screens, ...access, ...configuration },
  antd,
  dayjs: dayjs.name,
}
