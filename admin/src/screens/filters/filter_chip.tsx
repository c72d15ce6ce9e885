import { CloseOutlined } from '@ant-design/icons'
import { Button, Popover, Select, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldFilter } from '@xinglin/contracts'
import type { NamedField } from '../shared/resource_fields.ts'
import { FilterValue, isComplete, valueFor } from './filter_value.tsx'
import { offeredOperators, operatorWord } from './operator_words.ts'
import { ValueText } from './value_text.tsx'
import styles from './filters.module.css'

interface Props {
  target: NamedField
  /** Undefined: a question that is offered but not asked. */
  filter?: FieldFilter
  onChange: (filter: FieldFilter) => void
  onRemove?: () => void
  startOpen?: boolean
  onClose?: () => void
}

/** One question of a list as a chip: closed it reads as a sentence, open it is edited. */
export function FilterChip({
  target,
  filter,
  onChange,
  onRemove,
  startOpen = false,
  onClose,
}: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(startOpen)
  return (
    <span className={styles.chip} data-asked={Boolean(filter) || undefined}>
      <Popover
        open={open}
        onOpenChange={(next) => {
          setOpen(next)
          if (!next) onClose?.()
        }}
        trigger="click"
        placement="bottomLeft"
        arrow={false}
        destroyOnHidden
        content={
          <ChipEditor
            target={target}
            filter={filter}
            onApply={(next) => {
              setOpen(false)
              onChange(next)
              onClose?.()
            }}
          />
        }
      >
        <button type="button" className={styles.chipText} aria-expanded={open}>
          <span>{target.label}</span>
          {filter && (
            <>
              <span className={styles.operator}>
                {operatorWord(t, target.field, filter.operator)}
              </span>
              <span className={styles.value}>
                <ValueText filter={filter} target={target} />
              </span>
            </>
          )}
        </button>
      </Popover>
      {onRemove && (
        <button
          type="button"
          className={styles.chipRemove}
          aria-label={t('screens.filters.remove', { label: target.label })}
          onClick={onRemove}
        >
          <CloseOutlined />
        </button>
      )}
    </span>
  )
}

interface EditorProps {
  target: NamedField
  filter?: FieldFilter
  onApply: (filter: FieldFilter) => void
}

function ChipEditor({ target, filter, onApply }: EditorProps) {
  const { t } = useTranslation()
  const operators = offeredOperators(target.field)
  const [draft, setDraft] = useState<FieldFilter>(
    filter ?? {
      field: target.name,
      operator: operators[0] ?? 'eq',
      value: valueFor(operators[0] ?? 'eq'),
    }
  )
  const complete = isComplete(draft)
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault()
        if (complete) onApply(draft)
      }}
    >
      <Space direction="vertical" style={{ width: '100%' }}>
        {operators.length > 1 && (
          <Select
            virtual={false}
            aria-label={t('screens.filters.operator')}
            value={draft.operator}
            onChange={(operator) =>
              setDraft({ ...draft, operator, value: valueFor(operator, draft) })
            }
            options={operators.map((operator) => ({
              value: operator,
              label: operatorWord(t, target.field, operator),
            }))}
            style={{ width: '100%' }}
          />
        )}
        <FilterValue
          key={draft.operator}
          target={target}
          filter={draft}
          autoFocus
          onChange={(value) => setDraft({ ...draft, value })}
        />
        <Button type="primary" htmlType="submit" block disabled={!complete}>
          {t('screens.filters.apply')}
        </Button>
      </Space>
    </form>
  )
}
