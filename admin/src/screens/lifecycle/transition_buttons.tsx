import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import type { AllowedTransition } from '@xinglin/contracts'

interface Props {
  transitions: AllowedTransition[]
  onStart: (name: string) => void
}

const SIDE_BY_SIDE = 3

/** What may be done with the record now, the first of them side by side. */
export function TransitionButtons({ transitions, onStart }: Props) {
  const { t } = useTranslation()
  const more = transitions.slice(SIDE_BY_SIDE)
  return (
    <>
      {transitions.slice(0, SIDE_BY_SIDE).map(({ name, label }) => (
        <Button key={name} onClick={() => onStart(name)}>
          {label}
        </Button>
      ))}
      {more.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: more.map(({ name, label }) => ({ key: name, label })),
            onClick: ({ key }) => onStart(key),
          }}
        >
          <Button icon={<DownOutlined />} iconPosition="end">
            {t('screens.actions.more')}
          </Button>
        </Dropdown>
      )}
    </>
  )
}
