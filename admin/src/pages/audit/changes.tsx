import { ArrowRightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldChange } from '@xinglin/contracts'
import styles from './audit.module.css'

const FIRST = 5

/** Each field before and after; of what is new only after, of what is gone only before. */
export function Changes({ action, changes }: { action: string; changes: FieldChange[] }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const shown = all ? changes : changes.slice(0, FIRST)
  const hidden = changes.length - FIRST
  return (
    <>
      <dl className={styles.changes}>
        {shown.map(({ name, label, before, after }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>
              {action !== 'create' && <Value kind="before" text={before} />}
              {action === 'update' && <ArrowRightOutlined aria-hidden />}
              {action !== 'delete' && <Value kind="after" text={after} />}
            </dd>
          </div>
        ))}
      </dl>
      {hidden > 0 && (
        <Button type="link" size="small" className={styles.more} onClick={() => setAll(!all)}>
          {all ? t('configuration.audit.less') : t('configuration.audit.more', { count: hidden })}
        </Button>
      )}
    </>
  )
}

function Value({ kind, text }: { kind: 'before' | 'after'; text: string | null }) {
  const { t } = useTranslation()
  return (
    <span className={styles[kind]}>
      <span className={styles.unseen}>{t(`configuration.audit.${kind}`)}</span>
      {text ?? <span className={styles.faint}>{t('configuration.audit.empty')}</span>}
    </span>
  )
}
