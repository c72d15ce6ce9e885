import { Tag } from 'antd'
import type { CSSProperties } from 'react'
import type { MetaResource } from '@xinglin/contracts'
import styles from './lifecycle.module.css'

/** Where a record is in its lifecycle. The words stay in ink: on antd's own coloured tags they are too faint. */
export function StateTag({ resource, state }: { resource: MetaResource; state: string }) {
  const { label = state, color } = resource.lifecycle?.states[state] ?? {}
  const tint = color && ({ '--tint': `var(--ant-${color}-6)` } as CSSProperties)
  return (
    <Tag className={tint && styles.tinted} style={tint || undefined}>
      {label}
    </Tag>
  )
}
