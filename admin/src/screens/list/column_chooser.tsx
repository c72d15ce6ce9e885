import { ArrowDownOutlined, ArrowUpOutlined, SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover, Segmented, Tooltip } from 'antd'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { NamedField } from '../shared/resource_fields.ts'
import type { Density } from './list_layout.ts'
import styles from './list.module.css'

interface Props {
  fields: NamedField[]
  /** Names of the shown columns, in order. */
  shown: string[]
  onChange: (shown: string[]) => void
  onReset: () => void
  density: Density
  onDensity: (density: Density) => void
}

/** Which columns a list shows, in which order, and how close its rows stand. */
export function ColumnChooser({ fields, shown, onChange, onReset, density, onDensity }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const hidden = fields.filter(({ name }) => !shown.includes(name))
  const ordered = [
    ...shown.flatMap((name) => fields.find((field) => field.name === name) ?? []),
    ...hidden,
  ]

  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      placement="bottomRight"
      arrow={false}
      title={
        <span className={styles.chooserHead}>
          {t('screens.columns.title')}
          <Button type="link" size="small" onClick={onReset}>
            {t('screens.columns.reset')}
          </Button>
        </span>
      }
      content={
        <div className={styles.chooser} onKeyDown={closeOnEscape}>
          <Segmented<Density>
            block
            value={density}
            onChange={onDensity}
            options={[
              { value: 'comfortable', label: t('screens.columns.comfortable') },
              { value: 'compact', label: t('screens.columns.compact') },
            ]}
          />
          <ul>
            {ordered.map(({ name, label }) => {
              const place = shown.indexOf(name)
              return (
                <li key={name}>
                  <Checkbox
                    checked={place >= 0}
                    disabled={place >= 0 && shown.length === 1}
                    onChange={({ target }) =>
                      onChange(
                        target.checked ? [...shown, name] : shown.filter((other) => other !== name)
                      )
                    }
                  >
                    {label}
                  </Checkbox>
                  {place >= 0 && (
                    <span>
                      <Button
                        type="text"
                        size="small"
                        icon={<ArrowUpOutlined />}
                        aria-label={t('screens.columns.up', { label })}
                        disabled={place === 0}
                        onClick={() => onChange(moved(shown, place, place - 1))}
                      />
                      <Button
                        type="text"
                        size="small"
                        icon={<ArrowDownOutlined />}
                        aria-label={t('screens.columns.down', { label })}
                        disabled={place === shown.length - 1}
                        onClick={() => onChange(moved(shown, place, place + 1))}
                      />
                    </span>
                  )}
                </li>
              )
            })}
          </ul>
        </div>
      }
    >
      <Tooltip title={t('screens.columns.title')}>
        <Button
          ref={opener}
          icon={<SettingOutlined />}
          aria-label={t('screens.columns.title')}
          aria-expanded={open}
          onKeyDown={closeOnEscape}
        />
      </Tooltip>
    </Popover>
  )

  function closeOnEscape(event: KeyboardEvent) {
    if (!open || event.key !== 'Escape') return
    event.stopPropagation()
    setOpen(false)
    opener.current?.focus()
  }
}

function moved(names: string[], from: number, to: number): string[] {
  const name = names[from]
  return name === undefined ? names : names.toSpliced(from, 1).toSpliced(to, 0, name)
}
