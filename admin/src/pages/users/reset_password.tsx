import { Alert, App, Form, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../screens/form/use_save.ts'
import type { User } from './account_queries.ts'
import { initialPassword } from './initial_password.ts'
import { PasswordInput } from './password_input.tsx'

/** A new initial password for somebody who has forgotten theirs; it ends their sessions. */
export function ResetPassword({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [password, setPassword] = useState(initialPassword)
  const save = useSave('core.users')
  return (
    <Modal
      open
      width={460}
      title={`${t('access.users.resetPassword')}：${user.name}`}
      okText={t('access.users.reset')}
      okButtonProps={{ disabled: password === '' }}
      confirmLoading={save.isPending}
      onOk={reset}
      onCancel={onClose}
    >
      <Form layout="vertical">
        {save.error && <Alert type="error" showIcon message={save.error.message} />}
        <Form.Item
          label={t('access.users.newPassword')}
          htmlFor="new-password"
          extra={t('access.users.initialHint')}
        >
          <PasswordInput id="new-password" value={password} onChange={setPassword} />
        </Form.Item>
      </Form>
    </Modal>
  )

  function reset() {
    const input = { password, mustChangePassword: true }
    save.mutate(
      { id: user.id, version: user.version, input },
      {
        onSuccess: () => {
          message.success(t('access.users.passwordReset'))
          onClose()
        },
      }
    )
  }
}
