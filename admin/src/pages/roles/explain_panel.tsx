import { CheckCircleFilled, CloseCircleFilled, MinusCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Card, Form, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, Filters } from '@xinglin/contracts'
import type { Reference } from '../../fields/field_ui.ts'
import { RelationSelect } from '../../fields/relation_select.tsx'
import { http, type ApiError } from '../../providers/http.ts'
import { useMeta } from '../../providers/meta.tsx'
import { actionLabel } from './action_label.ts'
import { ScopeText } from './scope_text.tsx'
import { useCatalogue } from './use_catalogue.ts'
import styles from './roles.module.css'

interface Answer {
  allowed: boolean
  because: { kind: string; text: string; scope?: Filters | null }[]
}

const ALLOWING = ['allows', 'allowsInScope']

/** A yes under scopes alone is no yes to every record. */
function verdictOf({ allowed, because }: Answer): 'yes' | 'yesInScope' | 'no' {
  if (!allowed) return 'no'
  return because.some(({ kind }) => kind === 'allows') ? 'yes' : 'yesInScope'
}

/** Why somebody may or may not do something: the server's own answer, rule by rule. */
export function ExplainPanel() {
  const { t } = useTranslation()
  const { resources } = useMeta()
  const { data: catalogue } = useCatalogue()
  const [person, setPerson] = useState<Reference | null>(null)
  const [name, setName] = useState<string>()
  const [action, setAction] = useState<Action>()
  const [record, setRecord] = useState<Reference | null>(null)
  const [field, setField] = useState<string>()
  const resource = catalogue?.resources.find((each) => each.name === name)
  const asked = person?.id && name && action
  const question = {
    ...(asked && { user: person.id, resource: name, action }),
    ...(record?.id && { id: record.id }),
    ...(field && { field }),
  } as Record<string, string>
  const { data, error } = useQuery<Answer, ApiError>({
    queryKey: ['access', 'explain', question],
    queryFn: async () =>
      (
        await http.get<{ data: Answer }>(
          `/api/access/explain?${new URLSearchParams(question).toString()}`
        )
      ).data,
    enabled: Boolean(asked),
    staleTime: 0,
    retry: false,
  })
  const mayPick = name !== undefined && resources[name]?.actions.includes('pick')

  return (
    <div className={styles.explain}>
      <p className={styles.hint}>{t('access.explain.intro')}</p>
      <Form layout="vertical" className={styles.question}>
        <Form.Item label={t('access.explain.person')} htmlFor="explain-person">
          <RelationSelect
            id="explain-person"
            target="core.users"
            value={person ? [person] : []}
            onChange={([chosen]) => setPerson(chosen ?? null)}
          />
        </Form.Item>
        <Form.Item label={t('access.explain.resource')} htmlFor="explain-resource">
          <Select
            id="explain-resource"
            virtual={false}
            showSearch
            optionFilterProp="label"
            placeholder={t('access.explain.choose')}
            value={name}
            options={catalogue?.origins.map(({ id, label }) => ({
              label,
              options: catalogue.resources
                .filter(({ origin }) => origin === id)
                .map((each) => ({ value: each.name, label: each.label })),
            }))}
            onChange={(chosen) => {
              setName(chosen)
              setRecord(null)
              setField(undefined)
              setAction(undefined)
            }}
          />
        </Form.Item>
        <Form.Item label={t('access.explain.action')} htmlFor="explain-action">
          <Select
            id="explain-action"
            virtual={false}
            placeholder={t('access.explain.choose')}
            value={action}
            disabled={!resource}
            options={resource?.actions.map((each) => ({
              value: each,
              label: actionLabel(t, resource, each),
            }))}
            onChange={setAction}
          />
        </Form.Item>
        <Form.Item label={t('access.explain.field')} htmlFor="explain-field">
          <Select
            id="explain-field"
            virtual={false}
            allowClear
            showSearch
            optionFilterProp="label"
            placeholder={t('access.explain.anyField')}
            value={field}
            disabled={!resource}
            options={Object.entries(resource?.fields ?? {}).map(([value, { label }]) => ({
              value,
              label,
            }))}
            onChange={setField}
          />
        </Form.Item>
        {name && mayPick && (
          <Form.Item label={t('access.explain.record')} htmlFor="explain-record">
            <RelationSelect
              key={name}
              id="explain-record"
              target={name}
              value={record ? [record] : []}
              onChange={([chosen]) => setRecord(chosen ?? null)}
            />
          </Form.Item>
        )}
      </Form>
      <div aria-live="polite">
        {error && <p role="alert">{error.message}</p>}
        {data && (
          <Card size="small" className={styles.answer} data-allowed={data.allowed || undefined}>
            <h3>
              {data.allowed ? <CheckCircleFilled /> : <CloseCircleFilled />}
              {t(`access.explain.${verdictOf(data)}`)}
            </h3>
            <ul>
              {data.because.map(({ kind, text, scope }, i) => (
                <li key={i} data-kind={kind}>
                  {ALLOWING.includes(kind) ? <CheckCircleFilled /> : <MinusCircleOutlined />}
                  <span>
                    {text}
                    {scope && catalogue && resource && (
                      <small>
                        {t('access.explain.scope')}
                        <ScopeText catalogue={catalogue} resource={resource} scope={scope} />
                      </small>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
    </div>
  )
}
