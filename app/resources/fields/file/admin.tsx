import { PaperClipOutlined, UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  defineFieldUi,
  type CellProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { FileUpload } from '../../../../admin/src/fields/file_upload.tsx'
import { PRESENCE_OPERATORS } from '../../../../admin/src/fields/operators.ts'

export default defineFieldUi<'file'>({
  type: 'file',
  Input: FileInput,
  Cell: FileCell,
  operators: PRESENCE_OPERATORS,
  width: 180,
  column: 'asked',
  toInput: (value) => value.map(({ id }) => id),
})

function FileInput({ field, id, value, onChange, disabled }: InputProps<'file'>) {
  const { t } = useTranslation()
  return (
    <FileUpload
      id={id}
      value={value ?? []}
      onChange={onChange}
      accept={field.accept?.join(',')}
      maxBytes={field.maxBytes}
      maxCount={field.maxCount}
      disabled={disabled}
    >
      <Button icon={<UploadOutlined />}>{t('fields.file.choose')}</Button>
    </FileUpload>
  )
}

function FileCell({ value, place }: CellProps<'file'>) {
  return (
    <>
      {value.map(({ id, label }) => (
        <a
          key={id}
          href={`/api/files/${id}`}
          title={label ?? undefined}
          style={{ display: place === 'detail' ? 'block' : 'inline', marginInlineEnd: 8 }}
          onClick={(event) => event.stopPropagation()}
        >
          <PaperClipOutlined /> {label}
        </a>
      ))}
    </>
  )
}
