import { Button, Drawer, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filters } from '@xinglin/contracts'
import type { NamedField } from '../shared/resource_fields.ts'
import { ConditionGroup } from './condition_group.tsx'
import { isReady } from './filter_value.tsx'
import { fromRoot, toRoot } from './filter_tree.ts'

interface Props {
  fields: NamedField[]
  filters: Filters
  onApply: (filters: Filters) => void
  onClose: () => void
}

/** Conditions joined by "and" and "or", nested, also through relations. */
export function AdvancedFilter({ fields, filters, onApply, onClose }: Props) {
  const { t } = useTranslation()
  const [root, setRoot] = useState(() => toRoot(filters))
  const ready = root.value.every(isReady)
  return (
    <Drawer
      open
      onClose={onClose}
      width={Math.min(720, window.innerWidth)}
      title={t('screens.filters.advanced')}
      footer={
        <Space style={{ display: 'flex', justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>{t('screens.actions.cancel')}</Button>
          <Button type="primary" disabled={!ready} onClick={() => onApply(fromRoot(root))}>
            {t('screens.filters.apply')}
          </Button>
        </Space>
      }
    >
      <ConditionGroup fields={fields} group={root} path={[]} onChange={setRoot} root={root} />
    </Drawer>
  )
}
