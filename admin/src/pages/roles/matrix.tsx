import { SettingOutlined, WarningFilled } from '@ant-design/icons'
import { Button, Checkbox, Tooltip } from 'antd'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, CatalogueResource } from '@xinglin/contracts'
import { transitionsOf } from './action_label.ts'
import { isNarrow, type CellKey, type GrantValue } from './grants.ts'
import { tickState, ticked, type MatrixGroup } from './matrix_rows.ts'
import { rightsInWords } from './rights_text.ts'
import { TransitionsCell } from './transitions_cell.tsx'
import { warningsOf } from './warnings.ts'
import styles from './roles.module.css'

export interface MatrixProps {
  groups: MatrixGroup[]
  columns: Action[]
  granted: ReadonlyMap<string, ReadonlyMap<Action, GrantValue>>
  /** Cells with something staged. */
  changed: ReadonlySet<CellKey>
  disabled: boolean
  onChange: (changes: (readonly [CellKey, GrantValue | null])[]) => void
  onOpen: (resource: string) => void
}

/** Resources by actions. A tick grants; how far it reaches is said at the right of its row. */
export function Matrix(props: MatrixProps) {
  const { groups, columns, granted, changed, disabled, onChange, onOpen } = props
  const { t } = useTranslation()
  const shown = groups.flatMap(({ resources }) => resources)
  const moves = shown.some((resource) => transitionsOf(resource).length > 0)
  return (
    <div className={styles.matrixRoom} data-staged={changed.size > 0 || undefined}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              {t('access.matrix.resource')}
            </th>
            {columns.map((action) => {
              const having = shown.filter(({ actions }) => actions.includes(action))
              const count = having.filter(({ name }) => granted.get(name)?.has(action)).length
              return (
                <th key={action} scope="col">
                  <Checkbox
                    {...tickState(count, having.length)}
                    disabled={disabled || having.length === 0}
                    aria-label={t('access.matrix.column', {
                      action: t(`access.actions.${action}`),
                    })}
                    onChange={({ target }) =>
                      onChange(
                        having.flatMap((resource) =>
                          ticked(resource, granted.get(resource.name)!, [action], target.checked)
                        )
                      )
                    }
                  />
                  <span title={t(`access.actionHints.${action}`)}>
                    {t(`access.actions.${action}`)}
                  </span>
                </th>
              )
            })}
            {moves && (
              <th scope="col">
                <span title={t('access.matrix.transitionsHint')}>
                  {t('access.matrix.transitions')}
                </span>
              </th>
            )}
            <th scope="col" className={styles.reach}>
              {t('access.matrix.reach')}
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.id}>
            <tr className={styles.group}>
              <th scope="rowgroup" colSpan={columns.length + 2 + Number(moves)}>
                {group.label}
              </th>
            </tr>
            {group.resources.map((resource) => (
              <Row
                key={resource.name}
                resource={resource}
                columns={columns}
                moves={moves}
                granted={granted.get(resource.name)!}
                changes={resource.actions
                  .filter((action) => changed.has(`${resource.name} ${action}`))
                  .join()}
                disabled={disabled}
                onChange={onChange}
                onOpen={onOpen}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

interface RowProps extends Pick<MatrixProps, 'columns' | 'disabled' | 'onChange' | 'onOpen'> {
  resource: CatalogueResource
  /** Some of the resources have transitions. */
  moves: boolean
  granted: ReadonlyMap<Action, GrantValue>
  /** Actions with something staged, joined: equal while nothing changes. */
  changes: string
}

function ResourceRow(props: RowProps) {
  const { resource, columns, moves, granted, changes, disabled, onChange, onOpen } = props
  const { t } = useTranslation()
  const warnings = warningsOf(t, resource, granted)
  const reach = rightsInWords(t, resource, granted)
  const staged = changes.split(',')
  const { label, name, actions } = resource
  return (
    <tr>
      <th scope="row">
        <span className={styles.rowHead}>
          <Checkbox
            {...tickState(granted.size, actions.length)}
            disabled={disabled}
            aria-label={t('access.matrix.row', { label })}
            onChange={({ target }) => onChange(ticked(resource, granted, actions, target.checked))}
          />
          <span className={styles.rowName} title={label}>
            {label}
          </span>
          {warnings.length > 0 && (
            <Tooltip
              title={warnings.map((text) => (
                <div key={text}>{text}</div>
              ))}
            >
              <WarningFilled className={styles.warning} aria-label={warnings.join(' ')} />
            </Tooltip>
          )}
        </span>
      </th>
      {columns.map((action) => {
        const grant = granted.get(action)
        return (
          <td key={action} data-changed={staged.includes(action) || undefined}>
            {actions.includes(action) ? (
              <span className={styles.cell}>
                <Checkbox
                  checked={grant !== undefined}
                  disabled={disabled}
                  aria-label={t('access.matrix.cell', {
                    label,
                    action: t(`access.actions.${action}`),
                  })}
                  onChange={({ target }) =>
                    onChange(ticked(resource, granted, [action], target.checked))
                  }
                />
                {grant && isNarrow(action, grant) && (
                  <i className={styles.narrow} title={t('access.matrix.narrow')} />
                )}
              </span>
            ) : null}
          </td>
        )
      })}
      {moves && (
        <td
          data-changed={
            transitionsOf(resource).some((action) => staged.includes(action)) || undefined
          }
        >
          <TransitionsCell
            resource={resource}
            granted={granted}
            disabled={disabled}
            onChange={onChange}
          />
        </td>
      )}
      <td className={styles.reach}>
        <Button
          type="text"
          size="small"
          icon={<SettingOutlined />}
          disabled={granted.size === 0}
          onClick={() => onOpen(name)}
        >
          <span className={styles.reachText}>
            {reach.rows}
            {reach.fields && <small>{reach.fields}</small>}
          </span>
          <span className={styles.unseen}>{t('access.matrix.open', { label })}</span>
        </Button>
      </td>
    </tr>
  )
}

const Row = memo(ResourceRow, sameRow)

/** The maps are made anew with every tick; a row is drawn again only when its own has changed. */
function sameRow(a: RowProps, b: RowProps): boolean {
  return (
    a.resource === b.resource &&
    a.columns === b.columns &&
    a.moves === b.moves &&
    a.changes === b.changes &&
    a.disabled === b.disabled &&
    a.onChange === b.onChange &&
    a.granted.size === b.granted.size &&
    [...a.granted].every(([action, grant]) => b.granted.get(action) === grant)
  )
}
