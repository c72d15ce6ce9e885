import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'

interface Props {
  title: string
  text: string
  /** What somebody else has changed, by name. */
  names: string[]
  onMine: () => void
  onTheirs: () => void
}

/** Somebody was faster: nothing was saved, and one decides whose changes remain staged. */
export function ConflictQuestion({ title, text, names, onMine, onTheirs }: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      open
      width={480}
      title={title}
      onCancel={onMine}
      footer={[
        <Button key="theirs" onClick={onTheirs}>
          {t('access.conflict.theirs')}
        </Button>,
        <Button key="mine" type="primary" onClick={onMine}>
          {t('access.conflict.mine')}
        </Button>,
      ]}
    >
      <p>{text}</p>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </Modal>
  )
}
