import { Button, Result } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useMeta } from '../providers/meta.tsx'
import { webAddress } from './menu/menu_target.ts'
import { findMenu } from './menu/menu_tree.ts'
import { NotFoundScreen } from './not_found_screen.tsx'
import styles from './embedded_screen.module.css'

/** Another system's page inside the frame; it can run, but not reach out of its box. */
export function EmbeddedScreen() {
  const { t } = useTranslation()
  const { menuId = '' } = useParams()
  const menu = findMenu(useMeta().menus, menuId)
  const address = menu && webAddress(menu.target)
  if (!menu || menu.kind !== 'link') return <NotFoundScreen />
  if (!address) return <Result status="warning" title={t('embedded.refused')} />
  return (
    <div className={styles.screen}>
      <div className={styles.bar}>
        <Button type="link" href={address} target="_blank" rel="noopener noreferrer">
          {t('embedded.openTab')}
        </Button>
      </div>
      <iframe
        className={styles.page}
        src={address}
        title={menu.name}
        referrerPolicy="no-referrer"
        sandbox={sandbox(address)}
      />
    </div>
  )
}

/** Our own pages never get their own origin back inside a frame: together with scripts that would undo the sandbox. */
function sandbox(address: string): string {
  const rights = 'allow-scripts allow-forms allow-popups allow-downloads'
  return new URL(address).origin === location.origin ? rights : `${rights} allow-same-origin`
}
