import { SettingOutlined } from '@ant-design/icons'
import { Alert, Button, Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { actionLabel } from './action_label.ts'
import type { MatrixProps } from './matrix.tsx'
import { isNarrow } from './grants.ts'
import { tickState, ticked } from './matrix_rows.ts'
import { rightsInWords } from './rights_text.ts'
import { warningsOf } from './warnings.ts'
import styles from './roles.module.css'

/** The matrix on a phone: each resource with its actions below. */
export function MatrixCards({ groups, granted, changed, disabled, onChange, onOpen }: MatrixProps) {
  const { t } = useTranslation()
  return (
    <>
      {groups.map((group) => (
        <section key={group.id} className={styles.cardGroup}>
          <h3>{group.label}</h3>
          {group.resources.map((resource) => {
            const own = granted.get(resource.name)!
            const { label, name, actions } = resource
            return (
              <article key={name} className={styles.card}>
                <header>
                  <Checkbox
                    {...tickState(own.size, actions.length)}
                    disabled={disabled}
                    onChange={({ target }) =>
                      onChange(ticked(resource, own, actions, target.checked))
                    }
                  >
                    {label}
                  </Checkbox>
                  <Button
                    type="text"
                    icon={<SettingOutlined />}
                    disabled={own.size === 0}
                    aria-label={t('access.matrix.open', { label })}
                    onClick={() => onOpen(name)}
                  />
                </header>
                {own.size > 0 && (
                  <p className={styles.hint}>
                    {Object.values(rightsInWords(t, resource, own)).join(' · ')}
                  </p>
                )}
                {warningsOf(t, resource, own).map((text) => (
                  <Alert key={text} type="warning" showIcon message={text} />
                ))}
                <div className={styles.cardActions}>
                  {actions.map((action) => {
                    const grant = own.get(action)
                    return (
                      <Checkbox
                        key={action}
                        checked={grant !== undefined}
                        disabled={disabled}
                        data-changed={changed.has(`${name} ${action}`) || undefined}
                        onChange={({ target }) =>
                          onChange(ticked(resource, own, [action], target.checked))
                        }
                      >
                        {actionLabel(t, resource, action)}
                        {grant && isNarrow(action, grant) && <i className={styles.narrow} />}
                      </Checkbox>
                    )
                  })}
                </div>
              </article>
            )
          })}
        </section>
      ))}
    </>
  )
}
