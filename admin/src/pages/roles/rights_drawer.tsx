import { Alert, Button, Drawer, Empty, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, Catalogue, CatalogueResource } from '@xinglin/contracts'
import { actionLabel } from './action_label.ts'
import { FieldsEditor } from './fields_editor.tsx'
import {
  cellKey,
  isNarrow,
  READING,
  WRITING,
  type CellKey,
  type FieldList,
  type GrantValue,
} from './grants.ts'
import { ScopeEditor } from './scope_editor.tsx'
import { warningsOf } from './warnings.ts'
import styles from './roles.module.css'

interface Props {
  catalogue: Catalogue
  resource: CatalogueResource
  granted: ReadonlyMap<Action, GrantValue>
  onChange: (changes: (readonly [CellKey, GrantValue])[]) => void
  disabled: boolean
  onClose: () => void
}

/** How far a role's rights on one resource go: which rows and which fields, for all its actions or one by one. */
export function RightsDrawer({ catalogue, resource, granted, onChange, disabled, onClose }: Props) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Action | 'all'>('all')
  const action = chosen !== 'all' && granted.has(chosen) ? chosen : 'all'
  const edited = [...granted].filter(([each]) => action === 'all' || each === action)
  const scopes = new Set(edited.map(([, { scope }]) => JSON.stringify(scope)))
  const reading = edited.filter(([each]) => READING.includes(each))
  const writing = edited.filter(([each]) => WRITING.includes(each))
  const warnings = warningsOf(t, resource, granted)

  return (
    <Drawer
      open
      onClose={onClose}
      width={Math.min(680, window.innerWidth)}
      title={t('access.rights.title', { label: resource.label })}
      footer={
        <div className={styles.drawerFoot}>
          <span>{t('access.rights.staged')}</span>
          <Button type="primary" onClick={onClose}>
            {t('access.rights.done')}
          </Button>
        </div>
      }
    >
      {granted.size === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('access.rights.none')} />
      ) : (
        <div className={styles.rights}>
          {warnings.map((text) => (
            <Alert key={text} type="warning" showIcon message={text} />
          ))}
          <label className={styles.rightsFor}>
            <span>{t('access.rights.for')}</span>
            <Select
              virtual={false}
              aria-label={t('access.rights.for')}
              value={action}
              onChange={setChosen}
              options={[
                { value: 'all' as const, label: t('access.rights.all', { count: granted.size }) },
                ...[...granted].map(([each, grant]) => ({
                  value: each,
                  label: t(isNarrow(each, grant) ? 'access.rights.narrow' : 'access.rights.whole', {
                    action: actionLabel(t, resource, each),
                  }),
                })),
              ]}
            />
          </label>
          <section>
            <h3>{t('access.scope.title')}</h3>
            <ScopeEditor
              key={action}
              catalogue={catalogue}
              resource={resource}
              scope={scopes.size === 1 ? edited[0]![1].scope : undefined}
              onChange={(scope) => change(edited, (grant) => ({ ...grant, scope }))}
              disabled={disabled}
            />
          </section>
          {(reading.length > 0 || writing.length > 0) && (
            <section>
              <h3>{t('access.fields.title')}</h3>
              <FieldsEditor
                resource={resource}
                reads={reading.map(([, { readFields }]) => readFields)}
                writes={writing.map(([, { writeFields }]) => writeFields)}
                onReads={(next) => changeFields(reading, 'readFields', next)}
                onWrites={(next) => changeFields(writing, 'writeFields', next)}
                disabled={disabled}
              />
            </section>
          )}
        </div>
      )}
    </Drawer>
  )

  function change(some: typeof edited, to: (grant: GrantValue) => GrantValue) {
    onChange(some.map(([each, grant]) => [cellKey(resource.name, each), to(grant)] as const))
  }

  function changeFields(
    some: typeof edited,
    list: 'readFields' | 'writeFields',
    next: (fields: FieldList) => FieldList
  ) {
    change(some, (grant) => ({ ...grant, [list]: next(grant[list]) }))
  }
}
