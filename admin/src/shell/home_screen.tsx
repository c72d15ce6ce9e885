import { PlusOutlined } from '@ant-design/icons'
import { Empty } from 'antd'
import { Trans, useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useIdentity, useMeta } from '../providers/meta.tsx'
import { PALETTE_KEYS } from './frame/palette_button.tsx'
import { MenuIcon } from './menu/menu_icon.tsx'
import { menuLeaves, type MenuLeaf } from './menu/menu_tree.ts'
import styles from './home_screen.module.css'

const CREATABLE = 6

/** The first page: where this person can go and what they can begin. */
export function HomeScreen() {
  const { t } = useTranslation()
  const meta = useMeta()
  const { name, login, roles } = useIdentity()
  const lacking = roles.length === 0 ? 'noRole' : 'noMenu'
  const leaves = menuLeaves(meta)
  const creatable = leaves
    .map(({ menu }) => meta.resources[menu.target ?? ''])
    .filter((resource) => resource?.actions.includes('create'))
    .slice(0, CREATABLE)

  return (
    <div className={styles.home}>
      <header>
        <h1>{t(`home.${partOfDay(new Date().getHours())}`, { name })}</h1>
        {leaves.length > 0 && (
          <p>
            <Trans
              i18nKey="home.intro"
              values={{ keys: PALETTE_KEYS }}
              components={{ kbd: <kbd /> }}
            />
          </p>
        )}
      </header>
      {leaves.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(`home.${lacking}`)}>
          {t(`home.${lacking}Hint`, { login })}
        </Empty>
      )}
      {leaves.length > 0 && (
        <section aria-label={t('home.places')}>
          <h2>{t('home.places')}</h2>
          <ul className={styles.places}>
            {leaves.map((leaf) => (
              <li key={leaf.menu.id}>
                <Place leaf={leaf} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {creatable.length > 0 && (
        <section aria-label={t('home.create')}>
          <h2>{t('home.create')}</h2>
          <ul className={styles.creations}>
            {creatable.map((resource) => (
              <li key={resource!.name}>
                <Link to={`/r/${resource!.name}/new`}>
                  <PlusOutlined /> {resource!.label}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Place({ leaf: { menu, target, groups } }: { leaf: MenuLeaf }) {
  const content = (
    <>
      <span className={styles.icon}>
        <MenuIcon menu={menu} />
      </span>
      <span className={styles.words}>
        <b>{menu.name}</b>
        <span>{groups.map(({ name }) => name).join(' / ')}</span>
      </span>
    </>
  )
  if (target.kind === 'place') return <Link to={target.to}>{content}</Link>
  return (
    <a href={target.href} {...(target.newTab && { target: '_blank', rel: 'noopener noreferrer' })}>
      {content}
    </a>
  )
}

function partOfDay(hour: number): string {
  if (hour < 5) return 'night'
  if (hour < 11) return 'morning'
  if (hour < 13) return 'noon'
  if (hour < 18) return 'afternoon'
  return 'evening'
}
