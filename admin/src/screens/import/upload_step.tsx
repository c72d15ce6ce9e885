import { InboxOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Alert, Progress, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uploadFile, type UploadedFile } from '../../fields/upload.ts'
import { http, type ApiError } from '../../providers/http.ts'
import type { Preview } from './import_request.ts'

interface Props {
  resource: string
  onReady: (file: UploadedFile, preview: Preview) => void
}

/** Step 1: the file, and a look into it. */
export function UploadStep({ resource, onReady }: Props) {
  const { t } = useTranslation()
  const [percent, setPercent] = useState(0)
  const read = useMutation<{ file: UploadedFile; preview: Preview }, ApiError, File>({
    mutationFn: async (file) => {
      const uploaded = await uploadFile(file, { name: file.name, onProgress: setPercent })
      const address = `/api/resources/${resource}/imports/preview`
      const { data } = await http.post<{ data: Preview }>(address, { fileId: uploaded.id })
      return { file: uploaded, preview: data }
    },
    onSuccess: ({ file, preview }) => onReady(file, preview),
  })
  return (
    <>
      {read.error && (
        <Alert type="error" showIcon message={read.error.message} style={{ marginBottom: 16 }} />
      )}
      <Upload.Dragger
        accept=".xlsx,.csv"
        maxCount={1}
        showUploadList={false}
        disabled={read.isPending}
        beforeUpload={(file) => {
          setPercent(0)
          read.mutate(file)
          return false
        }}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p className="ant-upload-text">{t('screens.import.drop')}</p>
        <p className="ant-upload-hint">{t('screens.import.kinds')}</p>
      </Upload.Dragger>
      {read.isPending && (
        <Progress
          percent={Math.round(percent)}
          status="active"
          aria-label={t('screens.import.uploading')}
          format={(now) => (now === 100 ? t('screens.import.reading') : `${now} %`)}
        />
      )}
    </>
  )
}
