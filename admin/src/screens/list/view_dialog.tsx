import { Checkbox, Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SavedView } from './use_views.ts'

interface Values {
  name: string
  shared: boolean
}

interface Props {
  view?: SavedView
  saving: boolean
  onSave: (values: Values) => void
  onClose: () => void
}

/** The name of a saved view, and whether others see it. */
export function ViewDialog({ view, saving, onSave, onClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  return (
    <Modal
      open
      width={420}
      title={t(view ? 'screens.views.edit' : 'screens.views.saveAs')}
      okText={t('screens.actions.save')}
      confirmLoading={saving}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ name: view?.name, shared: view?.shared ?? false }}
        onFinish={onSave}
      >
        <Form.Item
          name="name"
          label={t('screens.views.name')}
          rules={[{ required: true, whitespace: true, message: t('screens.views.nameMissing') }]}
        >
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item name="shared" valuePropName="checked" style={{ marginBottom: 0 }}>
          <Checkbox>{t('screens.views.share')}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  )
}
