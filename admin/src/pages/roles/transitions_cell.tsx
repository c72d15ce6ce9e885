import { Button, Checkbox, Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Action, CatalogueResource } from '@xinglin/contracts'
import { actionLabel, transitionsOf } from './action_label.ts'
import { isNarrow, type CellKey, type GrantValue } from './grants.ts'
import { ticked } from './matrix_rows.ts'
import styles from './roles.module.css'

interface Props {
  resource: CatalogueResource
  granted: ReadonlyMap<Action, GrantValue>
  disabled: boolean
  onChange: (changes: (readonly [CellKey, GrantValue | null])[]) => void
}

/** Every lifecycle has transitions of its own, so they share a column: how many are granted, and which. */
export function TransitionsCell({ resource, granted, disabled, onChange }: Props) {
  const { t } = useTranslation()
  const all = transitionsOf(resource)
  if (all.length === 0) return null
  const count = all.filter((action) => granted.has(action)).length
  const isSomeNarrow = all.some((action) => {
    const grant = granted.get(action)
    return grant !== undefined && isNarrow(action, grant)
  })
  const { label } = resource
  return (
    <Popover
      trigger="click"
      title={label}
      content={
        <div className={styles.transitions}>
          {all.map((action) => (
            <Checkbox
              key={action}
              checked={granted.has(action)}
              disabled={disabled}
              onChange={({ target }) =>
                onChange(ticked(resource, granted, [action], target.checked))
              }
            >
              {actionLabel(t, resource, action)}
            </Checkbox>
          ))}
        </div>
      }
    >
      <Button
        type="text"
        size="small"
        aria-label={t('access.matrix.transitionsOf', { label, count, of: all.length })}
      >
        <span className={styles.cell}>
          {count}/{all.length}
          {isSomeNarrow && <i className={styles.narrow} />}
        </span>
      </Button>
    </Popover>
  )
}
