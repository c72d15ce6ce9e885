import { Button, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MENU_ICONS } from '../../shell/menu/menu_icon.tsx'
import styles from './menus.module.css'

interface Props {
  id?: string
  value?: string | null
  onChange?: (icon: string | null) => void
}

/** One of the icons a menu may have, chosen by sight; none gives the icon of the menu's kind. */
export function IconPicker({ id, value, onChange }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const Chosen = value ? MENU_ICONS[value] : undefined
  const pick = (icon: string | null) => {
    onChange?.(icon)
    setOpen(false)
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      content={
        <div className={styles.icons} role="group" aria-label={t('configuration.menus.icon')}>
          {Object.entries(MENU_ICONS).map(([name, Icon]) => (
            <Button
              key={name}
              type={name === value ? 'primary' : 'text'}
              icon={<Icon />}
              aria-label={wordOf(name)}
              aria-pressed={name === value}
              title={wordOf(name)}
              onClick={() => pick(name)}
            />
          ))}
          <Button type="text" className={styles.noIcon} onClick={() => pick(null)}>
            {t('configuration.menus.noIcon')}
          </Button>
        </div>
      }
    >
      <Button id={id} icon={Chosen && <Chosen />}>
        {value && Chosen ? wordOf(value) : t('configuration.menus.chooseIcon')}
      </Button>
    </Popover>
  )

  function wordOf(icon: string): string {
    return t(`configuration.icons.${icon.replace(/Outlined$/, '')}`)
  }
}
