import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { PasswordForm } from './password_form.tsx'
import { SecondFactor } from './second_factor.tsx'
import { Sessions } from './sessions.tsx'

const BODIES = { sessions: Sessions, password: PasswordForm, secondFactor: SecondFactor } as const
export type AccountDialog = keyof typeof BODIES

/** The person's own account: devices, password, second factor. */
export default function AccountDialogs({
  dialog,
  onClose,
}: {
  dialog: AccountDialog
  onClose: () => void
}) {
  const { t } = useTranslation()
  const Body = BODIES[dialog]
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      title={t(`${dialog}.title`)}
      width={dialog === 'sessions' ? 560 : 420}
    >
      <Body onClose={onClose} />
    </Modal>
  )
}
