import {
  ApiOutlined,
  BankOutlined,
  BgColorsOutlined,
  CheckOutlined,
  KeyOutlined,
  LaptopOutlined,
  LockOutlined,
  LogoutOutlined,
  SafetyOutlined,
  SwapOutlined,
  TranslationOutlined,
} from '@ant-design/icons'
import { useLogout } from '@refinedev/core'
import { App, Avatar, Dropdown, Grid, type MenuProps } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Locale } from '@xinglin/contracts'
import { changeLanguage } from '../../i18n/i18n.ts'
import { useIdentity } from '../../providers/meta.tsx'
import {
  chooseTheme,
  useLanguage,
  useThemeChoice,
  type ThemeChoice,
} from '../../theme/preferences.ts'
import { useDepartment } from './use_department.ts'
import type { AccountDialog } from '../account/account_dialogs.tsx'
import styles from './frame.module.css'

const AccountDialogs = lazy(() => import('../account/account_dialogs.tsx'))

const THEMES: readonly [ThemeChoice, string][] = [
  ['system', 'person.themeSystem'],
  ['light', 'person.themeLight'],
  ['dark', 'person.themeDark'],
]
/** Languages name themselves. */
const LANGUAGES: readonly [Locale, string][] = [
  ['zh-CN', '简体中文'],
  ['en', 'English'],
]

/** Everything that concerns the person rather than the work. */
export function PersonMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const { t } = useTranslation()
  const identity = useIdentity()
  const theme = useThemeChoice()
  const language = useLanguage()
  const department = useDepartment()
  const roomy = Grid.useBreakpoint().md
  const { message } = App.useApp()
  const { mutate: signOut } = useLogout()
  const [dialog, setDialog] = useState<AccountDialog | null>(null)
  const mark = (chosen: boolean) => (
    <CheckOutlined style={{ visibility: chosen ? 'visible' : 'hidden' }} />
  )

  const items: MenuProps['items'] = [
    {
      key: 'who',
      type: 'group',
      label: (
        <span className={styles.who}>
          <b>{identity.name}</b>
          <span>{[identity.login, ...identity.roles.map(({ name }) => name)].join(' · ')}</span>
        </span>
      ),
    },
    { type: 'divider' },
    ...(!roomy && department.departments.length > 1
      ? [
          {
            key: 'department',
            icon: <BankOutlined />,
            label: department.current?.name ?? t('department.switch'),
            children: department.departments.map(({ id, name }) => ({
              key: id,
              label: name,
              icon: mark(id === department.current?.id),
              onClick: () => department.change(id),
            })),
          },
        ]
      : []),
    {
      key: 'theme',
      icon: <BgColorsOutlined />,
      label: t('person.theme'),
      children: THEMES.map(([choice, word]) => ({
        key: choice,
        label: t(word),
        icon: mark(choice === theme),
        onClick: () => chooseTheme(choice),
      })),
    },
    {
      key: 'language',
      icon: <TranslationOutlined />,
      label: t('person.language'),
      children: LANGUAGES.map(([locale, name]) => ({
        key: locale,
        label: <span lang={locale}>{name}</span>,
        icon: mark(locale === language),
        onClick: () => changeLanguage(locale),
      })),
    },
    {
      key: 'keys',
      icon: <KeyOutlined />,
      label: t('person.keys'),
      extra: '?',
      onClick: onShowKeys,
    },
    {
      key: 'apiDocs',
      icon: <ApiOutlined />,
      label: (
        <a href="/api/docs" target="_blank" rel="noreferrer">
          {t('person.apiDocs')}
        </a>
      ),
    },
    { type: 'divider' },
    {
      key: 'jobs',
      icon: <SwapOutlined />,
      label: <Link to="/p/jobs">{t('person.jobs')}</Link>,
    },
    {
      key: 'sessions',
      icon: <LaptopOutlined />,
      label: t('person.sessions'),
      onClick: () => setDialog('sessions'),
    },
    {
      key: 'password',
      icon: <LockOutlined />,
      label: t('person.password'),
      onClick: () => setDialog('password'),
    },
    {
      key: 'secondFactor',
      icon: <SafetyOutlined />,
      label: t('person.secondFactor'),
      onClick: () => setDialog('secondFactor'),
    },
    { type: 'divider' },
    {
      key: 'signOut',
      icon: <LogoutOutlined />,
      label: t('person.signOut'),
      onClick: () =>
        signOut(undefined, { onError: () => message.error(t('person.signOutFailed')) }),
    },
  ]

  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{ items, className: styles.personMenu }}
      >
        <button
          type="button"
          className={styles.person}
          // The name is there to be read where there is room for it.
          aria-label={roomy ? undefined : t('person.label', { name: identity.name })}
          aria-haspopup="menu"
        >
          <Avatar size={28} className={styles.avatar} aria-hidden>
            {initials(identity.name)}
          </Avatar>
          {roomy && <span>{identity.name}</span>}
        </button>
      </Dropdown>
      {dialog && (
        <Suspense>
          <AccountDialogs dialog={dialog} onClose={() => setDialog(null)} />
        </Suspense>
      )}
    </>
  )
}

/** A Chinese given name's last character says more than the surname; other names begin with their first letter. */
function initials(name: string): string {
  const characters = [...name.trim()]
  return (/\p{Script=Han}/u.test(name) ? characters.at(-1) : characters[0]?.toUpperCase()) ?? '?'
}
