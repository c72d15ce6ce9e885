import { MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Outlet, ScrollRestoration } from 'react-router'
import { Blossom } from '../../brand/blossom.tsx'
import { ConnectionBanner } from '../connection_banner.tsx'
import { KeysHelp } from '../keys_help.tsx'
import { SideMenu } from '../menu/side_menu.tsx'
import { Palette } from '../palette/palette.tsx'
import { UnsavedGuard } from '../unsaved_guard.tsx'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { DepartmentSwitch } from './department_switch.tsx'
import { PaletteButton } from './palette_button.tsx'
import { PageTitleProvider } from './page_title.tsx'
import { PersonMenu } from './person_menu.tsx'
import { useGlobalKeys } from './use_global_keys.ts'
import { useMenuState } from './use_menu_state.ts'
import styles from './frame.module.css'

/** What stands around every screen: the menu on the left, the bar above with place, search, department and person. */
export function Frame() {
  const { t } = useTranslation()
  const menu = useMenuState()
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null)
  const showPalette = () => setOpen('palette')
  const showKeys = () => setOpen('keys')
  const close = () => setOpen(null)
  useGlobalKeys({ palette: showPalette, help: showKeys, menu: menu.toggle })

  return (
    <PageTitleProvider>
      <div className={styles.frame}>
        <a className={styles.skip} href="#main">
          {t('place.skip')}
        </a>
        {!menu.small && (
          <aside className={styles.side} data-narrow={menu.narrow || undefined}>
            <Brand />
            <div className={styles.menus}>
              <SideMenu collapsed={menu.narrow} />
            </div>
            <Button
              type="text"
              className={styles.fold}
              icon={menu.narrow ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
              aria-label={t(menu.narrow ? 'menu.expand' : 'menu.collapse')}
              title={`${t(menu.narrow ? 'menu.expand' : 'menu.collapse')}  [`}
              onClick={menu.toggle}
            />
          </aside>
        )}
        <Drawer
          open={menu.drawerOpen}
          onClose={menu.closeDrawer}
          placement="left"
          width={280}
          title={<Brand />}
          aria-label={t('menu.label')}
          className={styles.drawer}
        >
          <SideMenu collapsed={false} onChoose={menu.closeDrawer} />
        </Drawer>
        <div className={styles.main}>
          <header className={styles.bar}>
            {menu.small && (
              <Button
                type="text"
                icon={<MenuOutlined />}
                aria-label={t('menu.open')}
                onClick={menu.toggle}
              />
            )}
            <Breadcrumbs />
            <PaletteButton onOpen={showPalette} />
            <DepartmentSwitch />
            <PersonMenu onShowKeys={showKeys} />
          </header>
          <ConnectionBanner />
          <main id="main" tabIndex={-1} className={styles.content}>
            <Outlet />
          </main>
        </div>
      </div>
      <Palette open={open === 'palette'} onClose={close} />
      <KeysHelp open={open === 'keys'} onClose={close} />
      <UnsavedGuard />
      <ScrollRestoration />
    </PageTitleProvider>
  )
}

function Brand() {
  const { t } = useTranslation()
  return (
    <Link to="/" className={styles.brand}>
      <Blossom size={30} />
      <span>{t('product')}</span>
    </Link>
  )
}
