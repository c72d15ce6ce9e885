import { BankOutlined, DownOutlined } from '@ant-design/icons'
import { Button, Dropdown, Grid } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDepartment } from './use_department.ts'
import styles from './frame.module.css'

/** Which department one works in now. On a small window it is part of the person's menu. */
export function DepartmentSwitch() {
  const { t } = useTranslation()
  const { departments, current, change } = useDepartment()
  const roomy = Grid.useBreakpoint().md
  if (!roomy || departments.length === 0) return null
  const name = current?.name ?? t('department.none')
  if (departments.length === 1 && current) {
    return (
      <span className={styles.department}>
        <BankOutlined /> {name}
      </span>
    )
  }
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: departments.map((department) => ({ key: department.id, label: department.name })),
        selectable: true,
        selectedKeys: current ? [current.id] : [],
        onClick: ({ key }) => key !== current?.id && change(key),
      }}
    >
      <Button type="text" icon={<BankOutlined />} title={t('department.switch')}>
        {name}
        <DownOutlined className={styles.arrow} />
      </Button>
    </Dropdown>
  )
}
