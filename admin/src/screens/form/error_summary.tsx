import { Alert } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { MetaResource } from '@xinglin/contracts'

export interface FormProblem {
  path: (string | number)[]
  message: string
}

interface Props {
  resource: MetaResource
  problems: FormProblem[]
  onGo: (path: (string | number)[]) => void
}

/** Everything that is wrong, above the form; each line leads to its field. */
export function ErrorSummary({ resource, problems, onGo }: Props) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problems.length > 0) box.current?.scrollIntoView({ block: 'nearest' })
  }, [problems])
  if (problems.length === 0) return null
  return (
    <div ref={box}>
      <Alert
        type="error"
        showIcon
        role="alert"
        style={{ marginBottom: 16 }}
        message={t('screens.form.problems', { count: problems.length })}
        description={
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {problems.map(({ path, message }, i) => (
              <li key={i}>
                {path.length === 0 ? (
                  message
                ) : (
                  <a
                    href={`#${path.join('_')}`}
                    onClick={(event) => {
                      event.preventDefault()
                      onGo(path)
                    }}
                  >
                    {labelOf(resource, path)}：{message}
                  </a>
                )}
              </li>
            ))}
          </ul>
        }
      />
    </div>
  )
}

/** `items.0.quantity` is "Items 1, Quantity". */
function labelOf(resource: MetaResource, [name, row, sub]: (string | number)[]): string {
  const field = resource.fields[String(name)]
  const label = field?.label ?? String(name)
  if (row === undefined) return label
  const inner = sub === undefined ? undefined : field?.fields?.[String(sub)]
  return [`${label} ${Number(row) + 1}`, inner?.label ?? sub]
    .filter((part) => part !== undefined)
    .join(' · ')
}
