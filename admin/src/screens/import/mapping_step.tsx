import { Alert, Button, Form, Radio, Select, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { MetaResource } from '@xinglin/contracts'
import type { UploadedFile } from '../../fields/upload.ts'
import {
  importableFields,
  missingFields,
  type Choices,
  type ImportPlan,
  type Preview,
} from './import_request.ts'
import styles from './import.module.css'

interface Props {
  resource: MetaResource
  file: UploadedFile
  preview: Preview
  choices: Choices
  starting: boolean
  onChoose: (choices: Choices) => void
  onBack: () => void
  onCheck: (plan: ImportPlan) => void
}

/** Step 2: which column fills which field, and what a row that is already there means. */
export function MappingStep({
  resource,
  file,
  preview,
  choices,
  starting,
  onChoose,
  onBack,
  onCheck,
}: Props) {
  const { t } = useTranslation()
  const fields = importableFields(resource)
  const { mapping } = choices
  const used = new Set(Object.values(mapping))
  const keys = fields.filter(({ name, unique }) => unique && used.has(name))
  // Without a key no record can be told to be there already, whatever was chosen.
  const mode = keys.length > 0 ? (choices.mode ?? 'upsert') : 'create'
  const key = keys.find(({ name }) => name === choices.key)?.name ?? keys[0]?.name
  const missing = mode === 'create' ? missingFields(resource, mapping) : []
  const ready = used.size > 0 && missing.length === 0

  return (
    <Form
      layout="vertical"
      onFinish={() =>
        onCheck({ fileId: file.id, mapping, mode, ...(mode === 'upsert' && { key }) })
      }
    >
      <p className={styles.file}>
        <strong>{file.name}</strong>
        {preview.encoding && <span> · {preview.encoding}</span>}
        <span> · {t('screens.import.columnCount', { count: preview.columns.length })}</span>
      </p>
      <Table
        size="small"
        rowKey="column"
        pagination={false}
        className={styles.mapping}
        dataSource={preview.columns.map((column, i) => ({ column, i }))}
        columns={[
          { key: 'column', title: t('screens.import.column'), dataIndex: 'column', width: '26%' },
          {
            key: 'sample',
            title: t('screens.import.sample'),
            responsive: ['sm'],
            render: (_, { i }) => (
              <span className={styles.sample}>
                {preview.rows
                  .map((row) => row[i])
                  .filter(Boolean)
                  .slice(0, 3)
                  .join(' · ')}
              </span>
            ),
          },
          {
            key: 'field',
            title: t('screens.import.field'),
            width: '36%',
            render: (_, { column }) => (
              <Select
                virtual={false}
                allowClear
                showSearch
                optionFilterProp="label"
                aria-label={t('screens.import.fieldFor', { column })}
                placeholder={t('screens.import.ignored')}
                value={mapping[column]}
                options={fields.map(({ name, label, required }) => ({
                  value: name,
                  label: required ? `${label} *` : label,
                  disabled: used.has(name) && mapping[column] !== name,
                }))}
                onChange={(name?: string) =>
                  onChoose({ ...choices, mapping: mapped(mapping, column, name) })
                }
                style={{ width: '100%' }}
              />
            ),
          },
        ]}
      />
      <Form.Item label={t('screens.import.mode')} style={{ marginTop: 16 }}>
        <Radio.Group
          value={mode}
          onChange={({ target }) =>
            onChoose({ ...choices, mode: target.value as ImportPlan['mode'] })
          }
          className={styles.modes}
        >
          <Radio value="upsert" disabled={keys.length === 0}>
            {t('screens.import.upsert')}
          </Radio>
          <Radio value="create">{t('screens.import.create')}</Radio>
        </Radio.Group>
      </Form.Item>
      {mode === 'upsert' && keys.length > 1 && (
        <Form.Item label={t('screens.import.key')} htmlFor="import-key">
          <Select
            virtual={false}
            id="import-key"
            value={key}
            options={keys.map(({ name, label }) => ({ value: name, label }))}
            onChange={(chosen) => onChoose({ ...choices, key: chosen })}
          />
        </Form.Item>
      )}
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          message={t('screens.import.missing', { fields: missing.join('、') })}
          style={{ marginBottom: 16 }}
        />
      )}
      <div className={styles.buttons}>
        <Button onClick={onBack}>{t('screens.import.otherFile')}</Button>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={starting}>
          {t('screens.import.check')}
        </Button>
      </div>
    </Form>
  )
}

function mapped(
  mapping: Record<string, string>,
  column: string,
  name: string | undefined
): Record<string, string> {
  const { [column]: _, ...rest } = mapping
  return name ? { ...rest, [column]: name } : rest
}
