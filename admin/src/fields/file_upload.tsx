import { App, Upload, type UploadFile, type UploadProps } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../providers/http.ts'
import type { Reference } from './field_ui.ts'
import { formatBytes } from './format.ts'
import { uploadFile, type UploadedFile } from './upload.ts'

interface Props extends Pick<UploadProps, 'listType' | 'accept' | 'disabled' | 'onPreview' | 'id'> {
  value: Reference[]
  onChange?: (value: Reference[]) => void
  maxBytes?: number
  maxCount?: number
  children: ReactNode
}

/** Files of a record: what is stored comes from the value, what is on its way lives here until it has arrived. */
export function FileUpload({ value, onChange, maxBytes, children, ...upload }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [onTheWay, setOnTheWay] = useState<UploadFile<UploadedFile>[]>([])
  const full = upload.maxCount !== undefined && value.length + onTheWay.length >= upload.maxCount

  return (
    <Upload<UploadedFile>
      {...upload}
      multiple={upload.maxCount !== 1}
      fileList={[...value.map(storedFile), ...onTheWay]}
      beforeUpload={(file) => {
        if (!maxBytes || file.size <= maxBytes) return true
        message.error(t('fields.file.tooLarge', { name: file.name, limit: formatBytes(maxBytes) }))
        return Upload.LIST_IGNORE
      }}
      customRequest={async ({ file, filename, onProgress, onSuccess, onError }) => {
        const name = file instanceof File ? file.name : (filename ?? 'file')
        try {
          const uploaded = await uploadFile(file as File, {
            name,
            onProgress: (percent) => onProgress?.({ percent }),
          })
          onSuccess?.(uploaded)
        } catch (error) {
          const said = error instanceof ApiError ? error.items[0]?.message : undefined
          message.error(said ?? t('fields.file.failed', { name }))
          onError?.(error as Error)
        }
      }}
      onChange={({ fileList }) => {
        setOnTheWay(fileList.filter((file) => file.status !== 'done'))
        const stored = fileList.filter((file) => file.status === 'done').map(reference)
        if (!sameFiles(stored, value)) onChange?.(stored)
      }}
    >
      {full || upload.disabled ? null : children}
    </Upload>
  )
}

function storedFile({ id, label }: Reference): UploadFile<UploadedFile> {
  const address = `/api/files/${id}`
  return { uid: id ?? '', name: label ?? '', status: 'done', url: address, thumbUrl: address }
}

function reference(file: UploadFile<UploadedFile>): Reference {
  return { id: file.response?.id ?? file.uid, label: file.response?.name ?? file.name }
}

function sameFiles(a: Reference[], b: Reference[]): boolean {
  return a.length === b.length && a.every(({ id }, i) => id === b[i]?.id)
}
