import { PlusOutlined } from '@ant-design/icons'
import { Image } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  defineFieldUi,
  type CellProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { FileUpload } from '../../../../admin/src/fields/file_upload.tsx'
import { PRESENCE_OPERATORS } from '../../../../admin/src/fields/operators.ts'

export default defineFieldUi<'image'>({
  type: 'image',
  Input: ImageInput,
  Cell: ImageCell,
  operators: PRESENCE_OPERATORS,
  width: 120,
  column: 'asked',
  toInput: (value) => value.map(({ id }) => id),
})

function ImageInput({ field, id, value, onChange, disabled }: InputProps<'image'>) {
  const { t } = useTranslation()
  const [preview, setPreview] = useState<string>()
  return (
    <>
      <FileUpload
        id={id}
        listType="picture-card"
        value={value ?? []}
        onChange={onChange}
        accept="image/*"
        maxBytes={field.maxBytes}
        maxCount={field.maxCount}
        disabled={disabled}
        onPreview={(file) => setPreview(file.url)}
      >
        <span>
          <PlusOutlined aria-hidden /> {t('fields.image.choose')}
        </span>
      </FileUpload>
      {preview && (
        <Image
          wrapperStyle={{ display: 'none' }}
          src={preview}
          preview={{
            visible: true,
            onVisibleChange: (visible) => !visible && setPreview(undefined),
          }}
        />
      )}
    </>
  )
}

/** Small pictures that open large; a click on one is not a click on its row. */
function ImageCell({ value, place }: CellProps<'image'>) {
  const size = place === 'list' ? 32 : 88
  return (
    <span role="presentation" onClick={(event) => event.stopPropagation()}>
      <Image.PreviewGroup>
        {value.map(({ id, label }) => (
          <Image
            key={id}
            src={`/api/files/${id}`}
            alt={label ?? ''}
            width={size}
            height={size}
            style={{ objectFit: 'cover', borderRadius: 6 }}
            wrapperStyle={{ marginInlineEnd: 6 }}
          />
        ))}
      </Image.PreviewGroup>
    </span>
  )
}
